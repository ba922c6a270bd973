import { describe, expect, it } from 'vitest';
import { biomeViolations, formatAndLint } from '@/scripts/check/rules/format-and-lint';
import { compilerViolations } from '@/scripts/check/rules/types';
import { runTool } from '@/scripts/check/run-tool';
import { formatViolation } from '@/scripts/check/violation';
import { folderWith } from './fixture';

const outcome = (code: number | null, stdout: string, stderr = '') => ({ code, stdout, stderr });

describe('format and lint', () => {
  it('every complaint is one line with its place, rule and remedy', () => {
    const said = [
      '::error title=lint/suspicious/noExplicitAny,file=lib/a/b.ts,line=3,endLine=3,col=8,endColumn=11::Unexpected any. %0AChange it',
      '::error title=format,file=app/a.tsx,line=1,endLine=1,col=2,endColumn=2::File content differs from formatting output',
      '::notice title=deserialize,file=biome.json,line=1,endLine=1,col=2,endColumn=2::A word to the wise',
    ];
    expect(biomeViolations(outcome(1, said.join('\n'))).map(formatViolation)).toEqual([
      'lib/a/b.ts:3  lint/suspicious/noExplicitAny  Unexpected any.  Change it',
      'app/a.tsx:1  format  run npx biome check --write',
    ]);
  });

  it('a tool that fails without naming a place, or does not start, fails the check', async () => {
    expect(biomeViolations(outcome(1, '', 'no configuration'))).toHaveLength(1);
    expect(biomeViolations(outcome(null, ''))).toHaveLength(1);
    expect(await formatAndLint(folderWith({ 'lib/a.ts': '' }))).toHaveLength(1);
  });
});

describe('types', () => {
  it('every complaint is one line with its place, code and message', () => {
    const said =
      "lib/a/b.ts(3,8): error TS2307: Cannot find module './c'.\n  more about it\napp/(x)/a.tsx(1,1): error TS1: No.";
    expect(compilerViolations(outcome(2, said)).map(formatViolation)).toEqual([
      "lib/a/b.ts:3  TS2307  Cannot find module './c'.",
      'app/(x)/a.tsx:1  TS1  No.',
    ]);
  });

  it('types left by a development server are not judged, all else is', () => {
    const stale = '.next/dev/types/validator.ts(1,1): error TS2307: Gone.';
    expect(compilerViolations(outcome(2, stale))).toEqual([]);
    expect(compilerViolations(outcome(2, `${stale}\nlib/a.ts(1,1): error TS1: No.`))).toHaveLength(1);
  });

  it('a compiler that fails without naming a place fails the check', () => {
    expect(compilerViolations(outcome(1, 'error TS5083: Cannot read file'))).toHaveLength(1);
  });
});

describe('tools', () => {
  it('a tool that is not installed is an outcome, not a success', async () => {
    expect(await runTool(folderWith({}), 'gone/bin/gone', [])).toMatchObject({ code: 1 });
  });
});
