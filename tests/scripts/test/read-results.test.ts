import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPlaywright, readVitest } from '@/scripts/test/read-results';
import { folderWith } from '@/tests/scripts/check/fixture';

const report = (content: unknown) => join(folderWith({ 'report.json': JSON.stringify(content) }), 'report.json');
const spec = (status: string, annotations: object[] = [], errors: string[] = []) => ({
  title: status,
  file: 'a.spec.ts',
  tests: [
    { status, projectName: 'desktop', annotations, results: [{ errors: errors.map((message) => ({ message })) }] },
  ],
});

describe.each([
  ['vitest', readVitest],
  ['playwright', readPlaywright],
])('results of %s', (_name, read) => {
  it('that are missing, unreadable or empty are a failure', () => {
    expect(read(join(folderWith({}), 'gone.json'))).toMatchObject({ passed: 0, failed: 1 });
    expect(read(report('nonsense'))).toMatchObject({ passed: 0, failed: 1 });
    expect(read(report({ passed: 0, failures: [], skipped: [], suites: [], errors: [] }))).toMatchObject({ failed: 1 });
  });
});

describe('results of vitest', () => {
  it('are counted, with the reasons that were given and what failed', () => {
    const skipped = [
      { test: 'a', reason: 'needs redis' },
      { test: 'b', reason: 'no reason given' },
    ];
    const failures = [{ test: 'c.test.ts › c', error: '\u001b[31mexpected 1\u001b[39m\nto be 2' }];
    expect(readVitest(report({ passed: 3, failures, skipped }))).toEqual({
      passed: 3,
      failed: 1,
      skipped: [
        { test: 'a', reason: 'needs redis' },
        { test: 'b', reason: '' },
      ],
      problems: ['c.test.ts › c\n    expected 1\n    to be 2'],
    });
  });
});

describe('results of playwright', () => {
  it('are counted at every depth; a test that passed only when repeated has failed', () => {
    const skip = spec('skipped', [{ type: 'skip', description: 'needs a Chromium that loads extensions' }]);
    const inner = { title: 'inner', specs: [spec('unexpected', [], ['timed out\nat y']), skip] };
    const suites = [{ title: 'a.spec.ts', specs: [spec('expected'), spec('flaky')], suites: [inner] }];
    expect(readPlaywright(report({ suites, errors: [] }))).toEqual({
      passed: 1,
      failed: 2,
      skipped: [{ test: 'desktop › a.spec.ts › skipped', reason: 'needs a Chromium that loads extensions' }],
      problems: [
        'passed only when repeated: desktop › a.spec.ts › flaky',
        'desktop › a.spec.ts › unexpected\n    timed out\n    at y',
      ],
    });
  });

  it('an error outside of any test is a failure', () => {
    const suites = [{ title: 'a.spec.ts', specs: [spec('expected')] }];
    expect(readPlaywright(report({ suites, errors: [{ message: 'port in use\nat x' }] }))).toMatchObject({
      passed: 1,
      failed: 1,
      problems: ['port in use'],
    });
  });
});
