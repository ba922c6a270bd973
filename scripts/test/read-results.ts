import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { brokenStep, type StepResult } from './step';

const vitestTotals = z.object({
  passed: z.number(),
  failures: z.array(z.object({ test: z.string(), error: z.string() })),
  skipped: z.array(z.object({ test: z.string(), reason: z.string() })),
});

const LINES_OF_AN_ERROR = 12;
// Written by the runners for a terminal.
const COLOURS = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

function told(test: string, error: string): string {
  const lines = error.replace(COLOURS, '').split('\n').filter(Boolean).slice(0, LINES_OF_AN_ERROR);
  return [test, ...lines.map((line) => `    ${line}`)].join('\n');
}

const annotations = z.array(z.object({ type: z.string(), description: z.string().optional() }));
const spec = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(
    z.object({
      status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']),
      projectName: z.string(),
      annotations,
      results: z.array(z.object({ errors: z.array(z.object({ message: z.string().optional() })) })),
    }),
  ),
});
interface Suite {
  title: string;
  specs: z.infer<typeof spec>[];
  suites?: Suite[];
}
const suite: z.ZodType<Suite> = z.lazy(() =>
  z.object({ title: z.string(), specs: z.array(spec), suites: z.array(suite).optional() }),
);
const playwrightReport = z.object({
  suites: z.array(suite),
  errors: z.array(z.object({ message: z.string().optional() })),
});

const NO_REASON = 'no reason given';

function readReport<Report>(path: string, schema: z.ZodType<Report>): Report | string {
  if (!existsSync(path)) return `${path} is missing: the run did not come to its end`;
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    return `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function atLeastOne(result: StepResult): StepResult {
  const ran = result.passed + result.failed + result.skipped.length > 0;
  return ran ? result : brokenStep('no test was found');
}

/** Totals that tests/support/totals-reporter wrote. */
export function readVitest(path: string): StepResult {
  const totals = readReport(path, vitestTotals);
  if (typeof totals === 'string') return brokenStep(totals);
  const skipped = totals.skipped.map(({ test, reason }) => ({ test, reason: reason === NO_REASON ? '' : reason }));
  const problems = totals.failures.map(({ test, error }) => told(test, error));
  return atLeastOne({ passed: totals.passed, failed: problems.length, skipped, problems });
}

function specsOf({ specs, suites = [] }: Suite): Suite['specs'] {
  return [...specs, ...suites.flatMap(specsOf)];
}

/** Playwright's own JSON. A test that passed only when repeated has failed. */
export function readPlaywright(path: string): StepResult {
  const report = readReport(path, playwrightReport);
  if (typeof report === 'string') return brokenStep(report);
  const problems = report.errors.map(
    ({ message = 'an error outside of any test' }) => message.split('\n')[0] ?? message,
  );
  const result: StepResult = { passed: 0, failed: problems.length, skipped: [], problems };
  for (const { title, file, tests } of report.suites.flatMap(specsOf))
    for (const { status, projectName, annotations: notes, results } of tests) {
      const test = [projectName, file, title].filter(Boolean).join(' › ');
      if (status === 'expected') result.passed += 1;
      else if (status === 'skipped')
        result.skipped.push({ test, reason: notes.find(({ type }) => type === 'skip')?.description ?? '' });
      else {
        const error = results.flatMap(({ errors }) => errors.map(({ message = '' }) => message)).find(Boolean) ?? '';
        result.failed += 1;
        problems.push(told(status === 'flaky' ? `passed only when repeated: ${test}` : test, error));
      }
    }
  return atLeastOne(result);
}
