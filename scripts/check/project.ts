import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { File } from '@babel/types';
import { collectImports, type Import } from './imports';
import { parseSource } from './syntax';

/** The files of a project, read and parsed once however many checks look at them. Paths run from the root. */
export interface Project {
  root: string;
  files: readonly string[];
  has(path: string): boolean;
  text(path: string): string;
  /** Lines of a file; the first has index 0. */
  lines(path: string): string[];
  syntax(path: string): File;
  imports(path: string): readonly Import[];
  /** TypeScript and JavaScript files under any of `folders` (`lib`, `app/api`); all of them without an argument. */
  code(...folders: string[]): string[];
}

const BUILT_OR_FOREIGN = new Set([
  'node_modules',
  '.git',
  '.next',
  '.slotline',
  '.vercel',
  'coverage',
  'dist',
  'playwright-report',
  'test-results',
]);
const CODE = /\.(?:[cm]?[jt]s|[jt]sx)$/;
const GENERATED = new Set(['next-env.d.ts', 'tsconfig.tsbuildinfo']);

function isLocalSecret(name: string): boolean {
  return name.startsWith('.env') && name !== '.env.example';
}

function listFiles(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder ? `${folder}/${entry.name}` : entry.name;
    if (BUILT_OR_FOREIGN.has(entry.name) || GENERATED.has(path) || isLocalSecret(entry.name)) return [];
    if (entry.isDirectory()) return listFiles(root, path);
    return entry.isFile() ? [path] : [];
  });
}

function remember<Value>(make: (path: string) => Value): (path: string) => Value {
  const known = new Map<string, Value>();
  return (path) => {
    const value = known.get(path) ?? make(path);
    known.set(path, value);
    return value;
  };
}

/** Lists the project under `root`, without what is built, installed or secret. */
export function openProject(root: string): Project {
  const files = listFiles(root).sort();
  const text = remember((path) => readFileSync(join(root, path), 'utf8'));
  const syntax = remember((path) => parseSource(path, text(path)));
  const has = (path: string) => existsSync(join(root, path));
  const imports = remember((path) => collectImports(path, syntax(path), new Set(files)));
  return {
    root,
    files,
    has,
    text,
    syntax,
    imports,
    lines: (path) => text(path).split('\n'),
    code: (...folders) =>
      files.filter(
        (file) => CODE.test(file) && (folders.length === 0 || folders.some((folder) => isWithin(file, folder))),
      ),
  };
}

/** Whether `file` is `place` itself or lies under it. */
export function isWithin(file: string, place: string): boolean {
  return file === place || file.startsWith(`${place}/`);
}
