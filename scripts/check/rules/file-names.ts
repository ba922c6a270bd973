import { posix } from 'node:path';
import { infrastructure, TEST_BESIDE } from '@/scripts/check/layers';
import type { Project } from '@/scripts/check/project';
import type { Violation } from '@/scripts/check/violation';

const ROOT_FOLDERS = [
  '.ci',
  '.github',
  'app',
  'clients',
  'docs',
  'drizzle',
  'lib',
  'public',
  'sandbox',
  'scripts',
  'tests',
];
const TEST_KINDS = [
  'api',
  'app',
  'bench',
  'chaos',
  'contract',
  'domain',
  'e2e',
  'races',
  'sandbox',
  'scripts',
  'support',
  'unit',
];
/** Tests mirror what they test: the layers of `lib/` under their own names, the domains under `domain/`. */
const TEST_FOLDERS = [...TEST_KINDS, ...infrastructure, 'http', 'wiring', 'contracts', 'core'];
const NAMED = ['app', 'clients', 'docs', 'lib', 'sandbox', 'scripts', 'tests'];

const FILE = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)+$/;
const FOLDER = /^_?[a-z0-9]+(?:-[a-z0-9]+)*$/;
/** `[id]`, `[...path]`, `[[...path]]`, `(dashboard)`, `@drawer`, `.well-known`, and a file served under its own name. */
const ROUTE_FOLDER =
  /^(?:\[{1,2}(?:\.{3})?[a-zA-Z]+\]{1,2}|\(\.{0,3}[a-z-]*\)[a-z-]*|@[a-z-]+|\.well-known|[a-z0-9-]+\.[a-z]+)$/;

function folderComplaint(path: string): string | undefined {
  const [top = '', second = '', third] = path.split('/');
  if (!path.includes('/')) return undefined;
  if (!ROOT_FOLDERS.includes(top)) return `${top}/ is not one of ${ROOT_FOLDERS.join(', ')}`;
  if (top === 'lib' && third === undefined) return 'a file of lib/ lies in a layer or a domain';
  if (top === 'tests' && third !== undefined && !TEST_FOLDERS.includes(second))
    return `tests/${second}/ is not one of ${TEST_FOLDERS.join(', ')}`;
  return undefined;
}

function nameComplaint(path: string): string | undefined {
  const [top = ''] = path.split('/');
  const name = posix.basename(path);
  if (!NAMED.includes(top)) return undefined;
  if (!FILE.test(name) && name !== 'README.md') return `${name}: write it in kebab-case`;
  if (/\.(?:test|spec)\./.test(name) && top !== 'tests' && !TEST_BESIDE.test(path))
    return `${name}: tests live under tests/, or beside a pure file of what is shipped`;
  const folders = posix.dirname(path).split('/').slice(1);
  const odd = folders.find((folder) => !FOLDER.test(folder) && !(top === 'app' && ROUTE_FOLDER.test(folder)));
  return odd && top !== 'tests' ? `${odd}/: write it in kebab-case` : undefined;
}

/** A name says what a thing is, in one spelling, in a folder from a short vocabulary. */
export function fileNames(project: Project): Violation[] {
  return project.files.flatMap((file) =>
    [folderComplaint(file), nameComplaint(file)].flatMap((advice) =>
      advice ? [{ file, line: 1, rule: 'file-name', advice }] : [],
    ),
  );
}
