import { posix } from 'node:path';
import type { File, Node, Statement } from '@babel/types';
import { isShipped, TEST_BESIDE } from '@/scripts/check/layers';
import { isWithin, type Project } from '@/scripts/check/project';
import { lineOf, nodesOf } from '@/scripts/check/syntax';
import type { Violation } from '@/scripts/check/violation';

/** Files that Next, a tool or the command line reads, so that nothing has to import what they export. */
const ENTRIES = [
  /^[^/]+$/,
  /^app\/(?:.+\/)?(?:page|layout|route|loading|error|global-error|not-found|template|default|icon|apple-icon|manifest|robots|sitemap)\.tsx?$/,
  /^scripts\/[^/]+\.ts$/,
  // drizzle-kit reads the tables from here.
  /^lib\/db\/schema\//,
];

interface Exported {
  name: string;
  line: number;
}

/**
 * An export that no other file imports is dead, or private to its file. Tests may import what the product uses within the
 * file; what only tests use is not part of the product.
 */
export function unusedExports(project: Project): Violation[] {
  const byProduct = new Map<string, Set<string>>();
  const byTests = new Map<string, Set<string>>();
  for (const file of project.code())
    for (const { target, names } of importedNames(project, file)) {
      const users = isShipped(target) && isTest(file) ? byTests : byProduct;
      users.set(target, new Set([...(users.get(target) ?? []), ...names]));
    }
  const started = new Set(project.code().flatMap((file) => filesNamedIn(project, file)));
  const isImported = (users: ReadonlyMap<string, ReadonlySet<string>>, file: string, name: string) =>
    users.get(file)?.has(name) || users.get(file)?.has('*');
  return project
    .code()
    .filter((file) => !ENTRIES.some((entry) => entry.test(file)) && !started.has(file))
    .flatMap((file) =>
      exportsOf(project.syntax(file))
        .filter(({ name }) => !(name === 'default' && !isShipped(file)))
        .filter(({ name }) => !isImported(byProduct, file, name))
        .filter(({ name }) => !(isImported(byTests, file, name) && isUsedWithin(project.syntax(file), name)))
        .map(({ name, line }) => ({
          file,
          line,
          rule: 'unused-export',
          advice: `the product does not import ${name}: remove it, or its "export" when only this file uses it`,
        })),
    );
}

/** Files that a file names by a path, e.g. to start a worker: `new URL('worker.ts', import.meta.url)`. */
function filesNamedIn(project: Project, file: string): string[] {
  return nodesOf(project.syntax(file)).flatMap((node) => {
    if (node.type !== 'StringLiteral' || !/^[\w./-]+\.m?tsx?$/.test(node.value)) return [];
    return [posix.normalize(node.value), posix.join(posix.dirname(file), node.value)];
  });
}

function isTest(file: string): boolean {
  return isWithin(file, 'tests') || TEST_BESIDE.test(file);
}

function isUsedWithin(tree: File, name: string): boolean {
  return nodesOf(tree).filter((node) => node.type === 'Identifier' && node.name === name).length > 1;
}

function exportsOf(tree: File): Exported[] {
  return tree.program.body.flatMap((statement) => {
    const line = lineOf(statement);
    if (statement.type === 'ExportDefaultDeclaration') return [{ name: 'default', line }];
    if (statement.type !== 'ExportNamedDeclaration') return [];
    const declared = statement.declaration ? namesDeclaredBy(statement.declaration) : [];
    const listed = statement.specifiers.flatMap((one) => ('exported' in one ? [nameOf(one.exported)] : []));
    return [...declared, ...listed].map((name) => ({ name, line }));
  });
}

function namesDeclaredBy(declaration: Statement): string[] {
  if (declaration.type === 'VariableDeclaration')
    return declaration.declarations.flatMap(({ id }) =>
      id.type === 'Identifier'
        ? [id.name]
        : id.type === 'ObjectPattern'
          ? id.properties.flatMap((one) =>
              one.type === 'ObjectProperty' && one.value.type === 'Identifier' ? [one.value.name] : [],
            )
          : [],
    );
  return 'id' in declaration && declaration.id?.type === 'Identifier' ? [declaration.id.name] : [];
}

function nameOf(node: Node): string {
  return node.type === 'StringLiteral' ? node.value : node.type === 'Identifier' ? node.name : '';
}

/** The names that a file imports of each project file; `*` for all of them. */
function importedNames(project: Project, file: string): { target: string; names: string[] }[] {
  const targets = new Map(project.imports(file).map(({ specifier, target }) => [specifier, target]));
  return nodesOf(project.syntax(file)).flatMap((node) => {
    const found = importOf(node);
    const target = found && targets.get(found.specifier);
    return target === undefined || !found ? [] : [{ target, names: found.names }];
  });
}

function importOf(node: Node): { specifier: string; names: string[] } | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return {
        specifier: node.source.value,
        names: node.specifiers.map((one) =>
          one.type === 'ImportSpecifier'
            ? nameOf(one.imported)
            : one.type === 'ImportDefaultSpecifier'
              ? 'default'
              : '*',
        ),
      };
    case 'ExportNamedDeclaration':
      return node.source
        ? {
            specifier: node.source.value,
            names: node.specifiers.map((one) => (one.type === 'ExportSpecifier' ? nameOf(one.local) : '*')),
          }
        : undefined;
    case 'ExportAllDeclaration':
      return { specifier: node.source.value, names: ['*'] };
    case 'TSImportType':
      return node.argument.type === 'StringLiteral' ? { specifier: node.argument.value, names: ['*'] } : undefined;
    case 'CallExpression': {
      const [argument] = node.arguments;
      return node.callee.type === 'Import' && argument?.type === 'StringLiteral'
        ? { specifier: argument.value, names: ['*'] }
        : undefined;
    }
    default:
      return undefined;
  }
}
