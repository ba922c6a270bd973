import { type ParserPlugin, parse } from '@babel/parser';
import { type File, type Node, traverseFast } from '@babel/types';

/**
 * Syntax tree of a TypeScript or JavaScript file. Lenient: the compiler is the judge of what is wrong in it.
 * @throws Error with the path when no tree can be made of the text
 */
export function parseSource(path: string, text: string): File {
  const plugins: ParserPlugin[] = ['typescript', 'decorators'];
  if (!/\.[cm]?ts$/.test(path)) plugins.push('jsx');
  try {
    return parse(text, { sourceType: 'module', plugins, errorRecovery: true });
  } catch (cause) {
    throw new Error(`${path} does not parse`, { cause });
  }
}

/** Every node of `tree`, parents before children. */
export function nodesOf(tree: Node): Node[] {
  const nodes: Node[] = [];
  traverseFast(tree, (node) => {
    nodes.push(node);
  });
  return nodes;
}

/** Line a node starts on, counted from 1. */
export function lineOf(node: Node): number {
  return node.loc?.start.line ?? 1;
}

/** Dotted name of an identifier or member chain (`Date.now`, `globalThis.crypto.randomUUID`); undefined for anything else. */
export function dottedName(node: Node | null | undefined): string | undefined {
  if (!node) return undefined;
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MetaProperty') return `${node.meta.name}.${node.property.name}`;
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return undefined;
  const object = dottedName(node.object);
  if (!object) return undefined;
  if (!node.computed && node.property.type === 'Identifier') return `${object}.${node.property.name}`;
  return node.property.type === 'StringLiteral' ? `${object}.${node.property.value}` : undefined;
}

/** `dottedName` without the global object in front: `window.crypto.randomUUID` is `crypto.randomUUID`. */
export function globalName(node: Node | null | undefined): string | undefined {
  return dottedName(node)?.replace(/^(?:globalThis|window|self)\./, '');
}

/** Text of a string or template literal, with `${}` in place of every expression; undefined for anything else. */
export function literalText(node: Node | null | undefined): string | undefined {
  if (node?.type === 'StringLiteral') return node.value;
  if (node?.type !== 'TemplateLiteral') return undefined;
  // biome-ignore lint/suspicious/noTemplateCurlyInString: stands for an interpolated expression
  return node.quasis.map((quasi) => quasi.value.cooked ?? quasi.value.raw).join('${}');
}
