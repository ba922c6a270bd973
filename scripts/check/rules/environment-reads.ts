import type { Node } from '@babel/types';
import { isShipped } from '@/scripts/check/layers';
import { isWithin, type Project } from '@/scripts/check/project';
import { globalName, lineOf, nodesOf } from '@/scripts/check/syntax';
import type { Violation } from '@/scripts/check/violation';

const ADVICE = 'read it in lib/config and pass the parsed value on';

function readsEnvironment(node: Node): boolean {
  if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') {
    const name = globalName(node);
    return name === 'process.env' || name === 'import.meta.env';
  }
  if (node.type === 'VariableDeclarator' && node.id.type === 'ObjectPattern' && globalName(node.init) === 'process')
    return node.id.properties.some((part) => part.type === 'ObjectProperty' && globalName(part.key) === 'env');
  if (node.type === 'ImportDeclaration' && /^(?:node:)?process$/.test(node.source.value))
    return node.specifiers.some((one) => one.type === 'ImportSpecifier' && globalName(one.imported) === 'env');
  return false;
}

/** One folder reads the environment; everything else gets validated values. */
export function environmentReads(project: Project): Violation[] {
  const files = project.code().filter((file) => isShipped(file) && !isWithin(file, 'lib/config'));
  return files.flatMap((file) =>
    nodesOf(project.syntax(file))
      .filter(readsEnvironment)
      .map((node) => ({ file, line: lineOf(node), rule: 'no-environment-read', advice: ADVICE })),
  );
}
