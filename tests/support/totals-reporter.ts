import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

/** Content of `.slotline/test-results/vitest-totals.json`. */
interface VitestTotals {
  passed: number;
  failures: { test: string; error: string }[];
  skipped: { test: string; reason: string }[];
}

/** Writes the totals of a run, with the reason of every skipped test, which vitest's own JSON leaves out. */
export default class TotalsReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, unhandledErrors: ReadonlyArray<SerializedError>): void {
    const totals: VitestTotals = { passed: 0, failures: [], skipped: [] };
    const fail = (test: string, errors: ReadonlyArray<SerializedError>) =>
      totals.failures.push({ test, error: errors.map(textOf).join('\n') });
    for (const error of unhandledErrors) fail('an error outside of any test', [error]);
    for (const module of modules) {
      const file = module.relativeModuleId;
      // A file that cannot be loaded, or a hook that fails, has no failed test to show for it.
      for (const error of module.errors()) fail(file, [error]);
      for (const suite of module.children.allSuites())
        for (const error of suite.errors()) fail(`${file} › ${suite.fullName}`, [error]);
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') totals.passed += 1;
        else if (result.state === 'failed') fail(`${file} › ${test.fullName}`, result.errors);
        else totals.skipped.push({ test: test.fullName, reason: noteOf(result) ?? 'no reason given' });
      }
    }
    const file = '.slotline/test-results/vitest-totals.json';
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(totals, null, 2)}\n`);
  }
}

/** The message, and where in the project it was thrown. */
function textOf({ message, diff, stacks }: SerializedError): string {
  const at = stacks?.map(({ file, line }) => `at ${file}:${line}`).slice(0, 2) ?? [];
  return [message, ...at, diff ?? ''].join('\n');
}

function noteOf(result: object): string | undefined {
  return 'note' in result && typeof result.note === 'string' ? result.note : undefined;
}
