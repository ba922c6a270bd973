import type { File, Statement } from '@babel/types';
import type { Project } from '@/scripts/check/project';
import type { Violation } from '@/scripts/check/violation';

const INDEX = /(?:^|\/)index\.(?:[cm]?[jt]s|[jt]sx)$/;
const ADVICE = 'delete it and import the file that holds the thing';

function importedNames(body: readonly Statement[]): Set<string> {
  return new Set(
    body.flatMap((node) => (node.type === 'ImportDeclaration' ? node.specifiers.map((one) => one.local.name) : [])),
  );
}

/** Whether a file has exports, and nothing in it is its own. */
function onlyForwards(tree: File): boolean {
  const { body } = tree.program;
  const imported = importedNames(body);
  const rest = body.filter((node) => node.type !== 'ImportDeclaration');
  return (
    rest.length > 0 &&
    rest.every((node) => {
      if (node.type === 'ExportAllDeclaration') return true;
      if (node.type === 'ExportDefaultDeclaration')
        return node.declaration.type === 'Identifier' && imported.has(node.declaration.name);
      if (node.type !== 'ExportNamedDeclaration' || node.declaration) return false;
      return (
        Boolean(node.source) ||
        node.specifiers.every((one) => one.type === 'ExportSpecifier' && imported.has(one.local.name))
      );
    })
  );
}

/** A barrel hides cycles and drags server code into the browser's bundle. */
export function barrels(project: Project): Violation[] {
  return project.code().flatMap((file) => {
    const barrel = INDEX.test(file) || onlyForwards(project.syntax(file));
    return barrel ? [{ file, line: 1, rule: 'no-barrel', advice: ADVICE }] : [];
  });
}
