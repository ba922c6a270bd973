import { posix } from 'node:path';
import type { Project } from '@/scripts/check/project';
import type { Violation } from '@/scripts/check/violation';

const DOCUMENT = /^(?:README\.md|ARCHITECTURE\.md|CONTRIBUTING\.md|docs\/.+\.md)$/;
const ROOTS = '(?:app|lib|clients|sandbox|drizzle|tests|scripts|docs|public|\\.github|\\.ci)';
const PATH = new RegExp(`(?<![\\w/.:@#=-])(?:@/|\\./)?(${ROOTS}/[\\w@.*<>{},()[\\]/…-]*)`, 'g');
const ROOT_FILE = /`([\w.-]+\.(?:json|ts|mjs|md|ya?ml)|\.env\.example)`/g;
const LINK = /\]\((?![a-z]+:|#|\/)([^)\s#]+)(?:#[^)]*)?\)/g;
const SCRIPT = /\bnpm run ([\w:-]+)/g;

function balanced(text: string, open: string, close: string): boolean {
  return text.split(open).length === text.split(close).length;
}

/** Drops what belongs to the sentence: closing punctuation, an unmatched bracket, an ellipsis. */
function trimmed(path: string): string {
  let text = path;
  for (;;) {
    const end = text.at(-1) ?? '';
    const unmatched = (end === ')' && !balanced(text, '(', ')')) || (end === ']' && !balanced(text, '[', ']'));
    if (
      unmatched ||
      ('.,…>}-'.includes(end) === true &&
        !(end === '}' && balanced(text, '{', '}')) &&
        !(end === '>' && balanced(text, '<', '>')))
    )
      text = text.slice(0, -1);
    else return text.replace(/\/$/, '');
    if (text === '') return text;
  }
}

/** `lib/{db,kv}/port.ts` is two paths. */
function expanded(path: string): string[] {
  const braces = /\{([^{}]*)\}/.exec(path);
  if (!braces) return [path];
  return (braces[1] ?? '').split(',').flatMap((part) => expanded(path.replace(braces[0], part.trim())));
}

function pattern(path: string): RegExp {
  const source = path
    .split(/(\*\*\/?|\*|<[^>]*>)/)
    .map((part) => {
      if (part.startsWith('**')) return '(?:.*/)?';
      return part === '*' || /^<.*>$/.test(part) ? '[^/]+' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('');
  return new RegExp(`^${source}(?:/|$)`);
}

function exists(project: Project, path: string): boolean {
  if (!/[*<]/.test(path)) return project.has(path);
  const wanted = pattern(path);
  return project.files.some((file) => wanted.test(file));
}

function mentions(text: string, document: string): string[] {
  const paths = [...text.matchAll(PATH)].flatMap(([, path = '']) => expanded(trimmed(path)));
  const rootFiles = [...text.matchAll(ROOT_FILE)].map(([, path = '']) => path);
  const links = [...text.matchAll(LINK)].map(([, path = '']) => posix.join(posix.dirname(document), path));
  return [...new Set([...paths, ...rootFiles, ...links])].filter((path) => path !== '');
}

/** What the documents name is there: files, folders and commands. */
export function docPaths(project: Project): Violation[] {
  const manifest: { scripts?: Record<string, string> } = project.has('package.json')
    ? JSON.parse(project.text('package.json'))
    : {};
  return project.files
    .filter((file) => DOCUMENT.test(file))
    .flatMap((file) =>
      project.lines(file).flatMap((text, at) => {
        const line = at + 1;
        const paths = mentions(text, file)
          .filter((path) => !exists(project, path) && !isNamedElsewhere(project, path))
          .map((path) => ({ file, line, rule: 'doc-path', advice: `${path} does not exist: name what is there` }));
        const scripts = [...text.matchAll(SCRIPT)]
          .filter(([, name = '']) => !manifest.scripts?.[name])
          .map(([, name]) => ({ file, line, rule: 'doc-command', advice: `package.json has no script ${name}` }));
        return [...paths, ...scripts];
      }),
    );
}

/** A bare file name in a sentence (`rules.ts`, `route.ts`) may mean any file of that name. */
function isNamedElsewhere(project: Project, path: string): boolean {
  return !path.includes('/') && project.files.some((file) => posix.basename(file) === path);
}
