import { isWithin, type Project } from '@/scripts/check/project';
import { dottedName, lineOf, literalText, nodesOf } from '@/scripts/check/syntax';
import type { Violation } from '@/scripts/check/violation';

const EXAMPLE = '.env.example';
const SCHEMA = 'environmentSchema';
/** Set by Node's launchers and by the platform, never by hand. */
const GIVEN = new Set(['NODE_ENV', 'VERCEL', 'VERCEL_ENV', 'VERCEL_URL', 'CI', 'NEXT_RUNTIME', 'NEXT_PHASE']);

interface Variable {
  name: string;
  file: string;
  line: number;
}

/** Keys of `environmentSchema = z.object({…})`, and every `process.env.NAME`, in `lib/config`. */
function readVariables(project: Project): Variable[] {
  return project.code('lib/config').flatMap((file) =>
    nodesOf(project.syntax(file)).flatMap((node): Variable[] => {
      const direct =
        node.type === 'MemberExpression' ? /^process\.env\.(\w+)$/.exec(dottedName(node) ?? '')?.[1] : undefined;
      if (direct) return [{ name: direct, file, line: lineOf(node) }];
      if (node.type !== 'VariableDeclarator' || dottedName(node.id) !== SCHEMA || !node.init) return [];
      const shape = nodesOf(node.init).find((inner) => inner.type === 'ObjectExpression');
      return (shape?.properties ?? []).flatMap((entry) => {
        if (entry.type !== 'ObjectProperty') return [];
        const name = dottedName(entry.key) ?? literalText(entry.key);
        return name ? [{ name, file, line: lineOf(entry) }] : [];
      });
    }),
  );
}

/** `.env.example` lists exactly what `lib/config` reads; an optional variable may stand there as a comment. */
export function envExample(project: Project): Violation[] {
  const read = readVariables(project).filter(({ name }) => !GIVEN.has(name));
  if (read.length === 0) {
    const configured = project.files.some((file) => isWithin(file, 'lib/config'));
    const advice = `lib/config exports the variables as ${SCHEMA} = z.object({…})`;
    return configured ? [{ file: 'lib/config', line: 1, rule: 'env-example', advice }] : [];
  }
  const rule = 'env-example';
  if (!project.has(EXAMPLE))
    return [{ file: EXAMPLE, line: 1, rule, advice: 'list every variable that lib/config reads' }];
  const listed = project.lines(EXAMPLE).flatMap((text, at) => {
    const name = /^(?:#\s?)?([A-Z][A-Z0-9_]*)=/.exec(text)?.[1];
    return name ? [{ name, line: at + 1 }] : [];
  });
  const names = new Set(read.map(({ name }) => name));
  const unread = listed
    .filter(({ name }) => !names.has(name))
    .map(({ name, line }) => ({ file: EXAMPLE, line, rule, advice: `nothing reads ${name}: remove it` }));
  const unlisted = read
    .filter(({ name }) => !listed.some((one) => one.name === name))
    .map(({ name, file, line }) => ({
      file,
      line,
      rule,
      advice: `${name} is not in ${EXAMPLE}: list it with a sentence`,
    }));
  return [...unread, ...unlisted];
}
