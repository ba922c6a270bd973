import { sizeFigures } from '@/scripts/check/rules/file-size';
import { sourceChecks, toolChecks } from './checks';
import { openProject, type Project } from './project';
import { formatViolation, type Violation } from './violation';

interface CheckResult {
  name: string;
  violations: Violation[];
  milliseconds: number;
}

type Say = (line: string) => void;

async function timed(name: string, check: () => Violation[] | Promise<Violation[]>): Promise<CheckResult> {
  const start = performance.now();
  let violations: Violation[];
  try {
    violations = withoutRepeats(await check());
  } catch (error) {
    violations = [{ file: '.', line: 1, rule: name, advice: `the check itself failed: ${messageOf(error)}` }];
  }
  return { name, violations, milliseconds: performance.now() - start };
}

function withoutRepeats(violations: readonly Violation[]): Violation[] {
  return [...new Map(violations.map((violation) => [formatViolation(violation), violation])).values()];
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause ? `${error.message}: ${messageOf(error.cause)}` : error.message;
}

function report({ name, violations, milliseconds }: CheckResult, say: Say): void {
  say(`${violations.length === 0 ? 'ok  ' : 'FAIL'}  ${name}  (${(milliseconds / 1000).toFixed(1)} s)`);
  const places = [...violations].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
  for (const violation of places) say(`  ${formatViolation(violation)}`);
}

/** Runs every static check on the project under `root`, says each result as it comes, and returns them all. Never throws. */
export async function runChecks(root: string, say: Say): Promise<CheckResult[]> {
  const start = performance.now();
  const results: CheckResult[] = [];
  const finish = (result: CheckResult) => {
    results.push(result);
    report(result, say);
  };
  const tools = Object.entries(toolChecks).map(([name, check]) => timed(name, () => check(root)).then(finish));
  const project: Project = openProject(root);
  for (const [name, check] of Object.entries(sourceChecks)) finish(await timed(name, () => check(project)));
  await Promise.all(tools);
  say(sizeFigures(project));
  const failed = results.filter((result) => result.violations.length > 0);
  const violations = failed.reduce((sum, result) => sum + result.violations.length, 0);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  say(
    `checks: ${results.length - failed.length} passed, ${failed.length} failed (${violations} violations) in ${seconds} s`,
  );
  return results;
}
