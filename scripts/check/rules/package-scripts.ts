import type { Project } from '@/scripts/check/project';
import type { Violation } from '@/scripts/check/violation';

const SOURCE = /(?:^|\s)((?:scripts|sandbox|clients)\/[\w./-]+\.(?:ts|mjs|js))\b/g;

/** Every file that a command of `package.json` runs is there. */
export function packageScripts(project: Project): Violation[] {
  if (!project.has('package.json')) return [];
  const manifest: { scripts?: Record<string, string> } = JSON.parse(project.text('package.json'));
  return Object.entries(manifest.scripts ?? {}).flatMap(([name, command]) =>
    [...command.matchAll(SOURCE)]
      .filter(([, path = '']) => !project.has(path))
      .map(([, path]) => ({
        file: 'package.json',
        line: project.lines('package.json').findIndex((text) => text.includes(`"${name}":`)) + 1,
        rule: 'package-script',
        advice: `npm run ${name} names ${path}, which does not exist`,
      })),
  );
}
