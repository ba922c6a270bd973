import { posix } from 'node:path';
import type { File, Node, StringLiteral } from '@babel/types';
import { lineOf, nodesOf } from './syntax';

/** One mention of another module. Exactly one of `target` and `packageName` is set. */
export interface Import {
  specifier: string;
  line: number;
  /** Erased by the compiler: never runs. */
  typeOnly: boolean;
  /** Project path it leads to; the bare path when no such file exists. */
  target: string | undefined;
  /** `zod` of `zod/v4`, `node:fs` of itself, `@vercel/kv` of itself. */
  packageName: string | undefined;
}

const EXTENSIONS = [
  '',
  '.ts',
  '.tsx',
  '.mts',
  '.cts',
  '.mjs',
  '.js',
  '.jsx',
  '.json',
  '.css',
  '.d.ts',
  '/index.ts',
  '/index.tsx',
];

function resolveTarget(from: string, specifier: string, files: ReadonlySet<string>): string | undefined {
  let bare: string;
  if (specifier.startsWith('@/')) bare = posix.normalize(specifier.slice(2));
  else if (specifier.startsWith('.')) bare = posix.normalize(posix.join(posix.dirname(from), specifier));
  else return undefined;
  const found = EXTENSIONS.map((extension) => bare + extension).find((path) => files.has(path));
  return found ?? bare;
}

function packageOf(specifier: string): string {
  const [scope = '', name] = specifier.split('/');
  return scope.startsWith('@') && name ? `${scope}/${name}` : scope;
}

function mention(node: Node): { source: StringLiteral; typeOnly: boolean } | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return { source: node.source, typeOnly: node.importKind === 'type' };
    case 'ExportAllDeclaration':
      return { source: node.source, typeOnly: node.exportKind === 'type' };
    case 'ExportNamedDeclaration':
      return node.source ? { source: node.source, typeOnly: node.exportKind === 'type' } : undefined;
    case 'TSImportType': {
      const argument: Node = node.argument;
      return argument.type === 'StringLiteral' ? { source: argument, typeOnly: true } : undefined;
    }
    case 'CallExpression': {
      const [argument] = node.arguments;
      const loads =
        node.callee.type === 'Import' || (node.callee.type === 'Identifier' && node.callee.name === 'require');
      return loads && argument?.type === 'StringLiteral' ? { source: argument, typeOnly: false } : undefined;
    }
    default:
      return undefined;
  }
}

/** Everything `path` imports, re-exports, requires or loads lazily under a literal name. */
export function collectImports(path: string, tree: File, files: ReadonlySet<string>): Import[] {
  return nodesOf(tree).flatMap((node) => {
    const found = mention(node);
    if (!found) return [];
    const specifier = found.source.value;
    const target = resolveTarget(path, specifier, files);
    const packageName = target === undefined ? packageOf(specifier) : undefined;
    return [{ specifier, line: lineOf(node), typeOnly: found.typeOnly, target, packageName }];
  });
}
