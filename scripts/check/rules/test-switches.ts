import type { CallExpression, Node } from '@babel/types';
import { isWithin, type Project } from '@/scripts/check/project';
import { dottedName, lineOf, literalText, nodesOf } from '@/scripts/check/syntax';
import type { Violation } from '@/scripts/check/violation';

const TEST_FILE = /\.(?:test|spec)\.tsx?$/;
const RUNNER = /^(?:it|test|describe|suite|bench|setup|context|ctx|testInfo|info)(?:\.|$)/;
/** Ends a title: what the machine lacks when the test is skipped. `npm test` prints it. */
const NEEDS = /\[needs [^\]]+\]/;

function last(name: string): string {
  return name.split('.').at(-1) ?? '';
}

function isReason(node: Node | undefined): boolean {
  if (!node || node.type === 'BooleanLiteral') return false;
  return literalText(node)?.trim() !== '';
}

/** `test.skip(condition, 'reason')`, or vitest's `context.skip('reason')` within a test that looked at the condition. */
function givesReason(name: string, { arguments: [first, second] }: CallExpression): boolean {
  const ofRunningTest = /^(?:context|ctx)\./.test(name);
  if (ofRunningTest && second === undefined) return isReason(first);
  const conditional = isReason(first) && literalText(first) === undefined;
  return conditional && isReason(second);
}

function broken(node: Node): string | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const { callee } = node;
  if (callee.type === 'CallExpression') {
    const name = dottedName(callee.callee);
    if (!name || !RUNNER.test(name) || !/^(?:skipIf|runIf)$/.test(last(name))) return undefined;
    const titled = NEEDS.test(literalText(node.arguments[0]) ?? '');
    return titled ? undefined : 'end the title with what is lacking when it is skipped: `… [needs redis-server]`';
  }
  const name = dottedName(callee);
  if (!name || !RUNNER.test(name)) return undefined;
  const modifiers = name.split('.').slice(1);
  if (modifiers.includes('only')) return 'remove .only: the whole suite runs';
  if (modifiers.includes('todo')) return 'write the test or leave it out';
  if (!modifiers.some((modifier) => modifier === 'skip' || modifier === 'fixme')) return undefined;
  return givesReason(name, node)
    ? undefined
    : "skip on a condition, with the reason: test.skip(condition, 'reason') or it.skipIf(…)('… [needs …]')";
}

/** No test is switched off in silence: a skip states its condition and what is lacking. */
export function testSwitches(project: Project): Violation[] {
  return project
    .code()
    .filter((file) => TEST_FILE.test(file) || isWithin(file, 'tests'))
    .flatMap((file) =>
      nodesOf(project.syntax(file)).flatMap((node) => {
        const advice = broken(node);
        return advice ? [{ file, line: lineOf(node), rule: 'no-silent-skip', advice }] : [];
      }),
    );
}
