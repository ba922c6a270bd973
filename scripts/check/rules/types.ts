import { runTool, summaryOf, type ToolOutcome } from '@/scripts/check/run-tool';
import type { Violation } from '@/scripts/check/violation';

const DIAGNOSTIC = /^(?<file>\S.*?)\((?<line>\d+),\d+\): error (?<code>TS\d+): (?<message>.*)$/;

/** Left by a development server that may have run on other routes; `next typegen` states the same of the present ones. */
const LEFT_BY_DEV_SERVER = '.next/dev/';

/** Violations in the output of `tsc --pretty false`. A failure that names no place is a violation all the same. */
export function compilerViolations(outcome: ToolOutcome): Violation[] {
  const violations = outcome.stdout.split('\n').flatMap((text) => {
    const { file = '', line = '1', code = '', message = '' } = DIAGNOSTIC.exec(text)?.groups ?? {};
    return file ? [{ file: file.replaceAll('\\', '/'), line: Number(line), rule: code, advice: message }] : [];
  });
  const present = violations.filter(({ file }) => !file.startsWith(LEFT_BY_DEV_SERVER));
  if (outcome.code === 0 || violations.length > 0) return present;
  return [{ file: 'tsconfig.json', line: 1, rule: 'types', advice: summaryOf(outcome) }];
}

/** Types of the whole project, with the types that Next derives from the routes made first. */
export async function types(root: string): Promise<Violation[]> {
  const routes = await runTool(root, 'next/dist/bin/next', ['typegen']);
  if (routes.code !== 0)
    return [{ file: 'app', line: 1, rule: 'route-types', advice: `next typegen ${summaryOf(routes)}` }];
  return compilerViolations(await runTool(root, 'typescript/bin/tsc', ['--noEmit', '--pretty', 'false']));
}
