import type { Reporter, TestModule } from 'vitest/node';

/** Adds up what every file held against official descriptions, and prints one line at the end of a run. */
export default class ExchangeReporter implements Reporter {
  onTestRunEnd(modules: ReadonlyArray<TestModule>): void {
    const totals: Record<string, number> = {};
    for (const module of modules)
      for (const test of module.children.allTests()) {
        const { official } = test.meta() as { official?: Record<string, number> };
        for (const [name, count] of Object.entries(official ?? {})) totals[name] = (totals[name] ?? 0) + count;
      }
    if (Object.keys(totals).length === 0) return;
    const said = Object.entries(totals).map(([name, count]) => `${count} ${name}`);
    console.log(`held against official descriptions: ${said.join(', ')}`);
  }
}
