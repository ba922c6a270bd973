import type { Project } from '@/scripts/check/project';
import type { Violation } from '@/scripts/check/violation';

const TEXT = /(?:\.(?:[cm]?[jt]sx?|json|md|css|html|sql|ya?ml|toml|sh|svg|txt)|(?:^|\/)(?:run|Dockerfile|\.[\w.-]+))$/;
const LARGE_OR_MACHINE_MADE = /^(?:package-lock\.json|drizzle\/meta\/)/;

/** Names that mean something on one machine only. Put together here, so that this file does not contain them. */
function bannedNames(): { pattern: RegExp; advice: string }[] {
  const notes = ['REQUIREMENTS', 'INTERFACE', 'DESIGN', 'LOOK', 'STACK', 'STYLE-ANCHORS', 'FIELD', 'BRIEF'];
  const folders = ['root', 'work', 'home', 'Users'];
  const registries = ['registry', 'artifactory', 'nexus', 'verdaccio'];
  return [
    {
      pattern: new RegExp(`\\b(?:${notes.join('|')})\\.${'md'}\\b|\\.\\./${'shared'}\\b`),
      advice: 'say what is meant; the project stands without the papers it was ordered with',
    },
    {
      pattern: new RegExp(`(?<![\\w.:~*<>\\]})/-])/(?:${folders.join('|')})/[\\w.-]+|\\b[A-Z]:\\\\${'Users'}\\b`),
      advice: 'name the path from the project root, or ask the system for it',
    },
    {
      pattern: new RegExp(`\\b(?:https?://)?(?:[\\w-]+\\.)*(?:${registries.join('|')})\\.[\\w-]+\\.[a-z]{2,}`, 'i'),
      advice: 'leave the choice of registry to the machine',
    },
  ];
}

/** The project can be cloned anywhere: no machine's paths, no registry's host, no paper kept elsewhere. */
export function outsideMentions(project: Project): Violation[] {
  const banned = bannedNames();
  return project.files
    .filter((file) => TEXT.test(file) && !LARGE_OR_MACHINE_MADE.test(file))
    .flatMap((file) =>
      project.lines(file).flatMap((text, at) =>
        banned.flatMap(({ pattern, advice }) => {
          const found = pattern.exec(text)?.[0];
          return found
            ? [{ file, line: at + 1, rule: 'no-outside-mention', advice: `${found.trim()}: ${advice}` }]
            : [];
        }),
      ),
    );
}
