import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

/** Content of `.slotline/test-results/vitest-totals.json`. */
export interface VitestTotals {
  passed: number;
  failed: number;
  skipped: { test: string; reason: string }[];
}

/** Writes the totals of a run, with the reason of every skipped test, which vitest's own JSON leaves out. */
export default class TotalsReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>, unhandledErrors: ReadonlyArray<unknown>): void {
    const totals: VitestTotals = { passed: 0, failed: unhandledErrors.length, skipped: [] };
    for (const module of modules) {
      // A file that cannot be loaded, or a hook that fails, has no failed test to show for it.
      totals.failed += module.errors().length;
      for (const suite of module.children.allSuites()) totals.failed += suite.errors().length;
      for (const test of module.children.allTests()) {
        const result = test.result();
        if (result.state === 'passed') totals.passed += 1;
        else if (result.state === 'failed') totals.failed += 1;
        else totals.skipped.push({ test: test.fullName, reason: noteOf(result) ?? 'no reason given' });
      }
    }
    const file = '.slotline/test-results/vitest-totals.json';
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(totals, null, 2)}\n`);
  }
}

function noteOf(result: object): string | undefined {
  return 'note' in result && typeof result.note === 'string' ? result.note : undefined;
}
