import type { File, Node } from '@babel/types';
import { isShipped } from '@/scripts/check/layers';
import { isWithin, type Project } from '@/scripts/check/project';
import { globalName, lineOf, nodesOf } from '@/scripts/check/syntax';
import type { Violation } from '@/scripts/check/violation';

const ALLOWED = ['lib/core', 'app/_components/browser-clock.ts', 'app/_components/browser-ids.ts'];

const TIME =
  'take `now` from the context; loops take a Clock of lib/core/clock, browser code app/_components/browser-clock';
const RANDOM = 'take ids and secrets from an IdSource of lib/core/ids, passed in';

const AMBIENT: Readonly<Record<string, string>> = {
  'Date.now': TIME,
  'performance.now': TIME,
  'performance.timeOrigin': TIME,
  'process.hrtime': TIME,
  'process.uptime': TIME,
  'Temporal.Now': TIME,
  'Math.random': RANDOM,
  'crypto.randomUUID': RANDOM,
  'crypto.getRandomValues': RANDOM,
};
const RANDOM_OF_NODE = new Set([
  'randomBytes',
  'randomFill',
  'randomFillSync',
  'randomInt',
  'randomUUID',
  'getRandomValues',
  'webcrypto',
]);
const NODE_CRYPTO = new Set(['node:crypto', 'crypto']);

/** Local names under which a file holds node:crypto as a whole. */
function cryptoNamespaces(tree: File): Set<string> {
  const names = new Set<string>();
  for (const node of tree.program.body) {
    if (node.type !== 'ImportDeclaration' || !NODE_CRYPTO.has(node.source.value)) continue;
    for (const one of node.specifiers) if (one.type !== 'ImportSpecifier') names.add(one.local.name);
  }
  return names;
}

function memberUse(node: Node, namespaces: ReadonlySet<string>): { name: string; advice: string } | undefined {
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return undefined;
  const name = globalName(node);
  if (!name) return undefined;
  if (Object.hasOwn(AMBIENT, name)) return { name, advice: AMBIENT[name] ?? TIME };
  const [object = '', property = ''] = name.split('.');
  return namespaces.has(object) && RANDOM_OF_NODE.has(property) ? { name, advice: RANDOM } : undefined;
}

function ambientUse(node: Node, namespaces: ReadonlySet<string>): { name: string; advice: string } | undefined {
  if (node.type === 'NewExpression' && globalName(node.callee) === 'Date' && node.arguments.length === 0)
    return { name: 'new Date()', advice: TIME };
  if (node.type === 'CallExpression' && globalName(node.callee) === 'Date') return { name: 'Date()', advice: TIME };
  if (node.type === 'VariableDeclarator' && node.id.type === 'ObjectPattern') {
    const source = globalName(node.init);
    for (const part of node.id.properties) {
      const key = part.type === 'ObjectProperty' ? globalName(part.key) : undefined;
      const advice = key ? AMBIENT[`${source}.${key}`] : undefined;
      if (advice) return { name: `${source}.${key}`, advice };
    }
  }
  if (node.type === 'ImportDeclaration' && NODE_CRYPTO.has(node.source.value)) {
    const taken = node.specifiers.flatMap((one) =>
      one.type === 'ImportSpecifier' ? [globalName(one.imported) ?? ''] : [],
    );
    const banned = taken.find((name) => RANDOM_OF_NODE.has(name));
    return banned ? { name: `${banned} of node:crypto`, advice: RANDOM } : undefined;
  }
  return memberUse(node, namespaces);
}

/** Time and chance enter through `lib/core` alone, so that every rule can be tested at any instant. */
export function ambientSources(project: Project): Violation[] {
  const files = project.code().filter((file) => isShipped(file) && !ALLOWED.some((place) => isWithin(file, place)));
  return files.flatMap((file) => {
    const tree = project.syntax(file);
    const namespaces = cryptoNamespaces(tree);
    return nodesOf(tree).flatMap((node) => {
      const use = ambientUse(node, namespaces);
      return use ? [{ file, line: lineOf(node), rule: 'no-ambient-source', advice: `${use.name}: ${use.advice}` }] : [];
    });
  });
}
