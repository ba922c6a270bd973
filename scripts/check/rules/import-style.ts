import { posix } from 'node:path';
import type { Project } from '@/scripts/check/project';
import type { Violation } from '@/scripts/check/violation';

const CODE_EXTENSION = /\.(?:[cm]?[jt]s|[jt]sx)$/;

function complaint(file: string, specifier: string): string | undefined {
  const inside = posix.dirname(file) === '.' || !specifier.startsWith('../');
  if (!inside) return `${specifier}: write @/… from the project root; ./ leads down from its own folder`;
  const own = specifier.startsWith('.') || specifier.startsWith('@/');
  return own && CODE_EXTENSION.test(specifier) && !file.endsWith('.mjs')
    ? `${specifier}: leave the file extension out`
    : undefined;
}

/** One way to write an import, so that a file can be moved and found by its path. */
export function importStyle(project: Project): Violation[] {
  return project.code().flatMap((file) =>
    project.imports(file).flatMap((one) => {
      const advice = complaint(file, one.specifier);
      return advice ? [{ file, line: one.line, rule: 'import-style', advice }] : [];
    }),
  );
}
