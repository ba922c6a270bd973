import { describe, expect, it } from 'vitest';
import { runCommand } from '@/scripts/test/run-command';
import { closingLines, withExitCode, withReasons } from '@/scripts/test/step';
import { folderWith } from '@/tests/scripts/check/fixture';

const clean = { passed: 2, failed: 0, skipped: [], problems: [] };

describe('the end of a run', () => {
  it('closes with one line that sums every step, skipped tests and problems told above it', () => {
    const lines = closingLines([
      { name: 'static checks', passed: 20, failed: 2, skipped: [], problems: ['lock file (1)'], milliseconds: 4000 },
      {
        name: 'vitest',
        ...clean,
        skipped: [{ test: 'KV on Redis', reason: 'needs redis-server' }],
        milliseconds: 61_234,
      },
    ]);
    expect(lines.at(-1)).toBe('22 passed, 2 failed, 1 skipped');
    expect(lines).toContain('skipped: KV on Redis: needs redis-server');
    expect(lines).toContain('failed: static checks: lock file (1)');
    expect(lines.join('\n')).toMatch(/vitest +61\.2 s {2}2 passed, 0 failed, 1 skipped/);
  });
});

describe('nothing is counted as a success by mistake', () => {
  it('a command that fails without a failed test counts as one failure', () => {
    const broken = { code: 1, reason: 'ended with exit code 1' };
    expect(withExitCode('vitest', clean, broken)).toMatchObject({ passed: 2, failed: 1 });
    expect(withExitCode('vitest', { ...clean, failed: 3 }, broken)).toMatchObject({ failed: 3 });
    expect(withExitCode('vitest', clean, { code: 0, reason: '' })).toEqual(clean);
  });

  it('a skip states what is lacking, by its reason or its title; one without counts as a failure', () => {
    const skipped = [
      { test: 'a', reason: 'needs redis' },
      { test: 'b [needs docker]', reason: '' },
      { test: 'c', reason: '' },
    ];
    expect(withReasons({ ...clean, skipped })).toEqual({
      passed: 2,
      failed: 1,
      skipped: [
        { test: 'a', reason: 'needs redis' },
        { test: 'b [needs docker]', reason: 'needs docker' },
      ],
      problems: ['skipped without a reason: c'],
    });
  });

  it('a command that hangs is stopped, with all that it started', async () => {
    const root = folderWith({ 'node_modules/a/hang.js': 'setInterval(() => {}, 1000);' });
    const outcome = await runCommand(root, 'a/hang.js', [], { limitMs: 300 });
    expect(outcome).toEqual({ code: null, reason: 'was stopped after 0.3 s' });
  });

  it('a command that is not there is a failure', async () => {
    expect(await runCommand(folderWith({}), 'gone.js', [], { limitMs: 5000 })).toMatchObject({ code: 1 });
  });
});
