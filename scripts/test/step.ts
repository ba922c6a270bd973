/** A test that did not run, and what the machine lacks for it. */
interface Skipped {
  test: string;
  reason: string;
}

/** How one part of the whole run ended. */
export interface StepResult {
  passed: number;
  failed: number;
  skipped: Skipped[];
  /** What failed, each with its reason: a test, a tool that did not start, a result that is missing. */
  problems: string[];
}

export interface Step {
  name: string;
  run(): Promise<StepResult>;
}

export interface FinishedStep extends StepResult {
  name: string;
  milliseconds: number;
}

/** One failure that is no test's. */
export function brokenStep(problem: string): StepResult {
  return { passed: 0, failed: 1, skipped: [], problems: [problem] };
}

const NEEDS = /\[needs ([^\]]+)\]/;

/** Takes the reason from the title (`… [needs redis-server]`) where the runner knows none; a skip without a reason is a failure. */
export function withReasons(result: StepResult): StepResult {
  const skipped: Skipped[] = [];
  const problems = [...result.problems];
  for (const { test, reason } of result.skipped) {
    const lacking = NEEDS.exec(test)?.[1];
    const known = reason || (lacking && `needs ${lacking}`);
    if (known) skipped.push({ test, reason: known });
    else problems.push(`skipped without a reason: ${test}`);
  }
  const silent = result.skipped.length - skipped.length;
  return { passed: result.passed, failed: result.failed + silent, skipped, problems };
}

/** Makes sure that a command which failed is never counted as a success. */
export function withExitCode(
  name: string,
  result: StepResult,
  outcome: { code: number | null; reason: string },
): StepResult {
  if (outcome.code === 0 || result.failed > 0) return result;
  return { ...result, failed: 1, problems: [...result.problems, `${name} ${outcome.reason}, though no test failed`] };
}

/** The lines that close a run; the last is `N passed, N failed, N skipped`. */
export function closingLines(steps: readonly FinishedStep[]): string[] {
  const total = (count: (step: FinishedStep) => number) => steps.reduce((sum, step) => sum + count(step), 0);
  const counts = (passed: number, failed: number, skipped: number) =>
    `${passed} passed, ${failed} failed, ${skipped} skipped`;
  const width = Math.max(...steps.map(({ name }) => name.length));
  const perStep = steps.map(
    ({ name, passed, failed, skipped, milliseconds }) =>
      `${name.padEnd(width)}  ${`${(milliseconds / 1000).toFixed(1)} s`.padStart(8)}  ${counts(passed, failed, skipped.length)}`,
  );
  const skipped = steps.flatMap((step) => step.skipped.map(({ test, reason }) => `skipped: ${test}: ${reason}`));
  const problems = steps.flatMap((step) => step.problems.map((problem) => `failed: ${step.name}: ${problem}`));
  return [
    ...skipped,
    ...problems,
    '',
    ...perStep,
    counts(
      total((step) => step.passed),
      total((step) => step.failed),
      total((step) => step.skipped.length),
    ),
  ];
}
