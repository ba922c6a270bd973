import { isBuiltin } from 'node:module';
import { isShipped } from '@/scripts/check/layers';
import { isWithin, type Project } from '@/scripts/check/project';
import type { Violation } from '@/scripts/check/violation';

/** Packages behind a port: the one folder that may know each. */
const HOMES: Readonly<Record<string, string>> = {
  '@vercel/kv': 'lib/kv',
  '@neondatabase/serverless': 'lib/db',
  pg: 'lib/db',
  '@node-rs/argon2': 'lib/security',
  pino: 'lib/log',
};

function dependenciesOf(project: Project): Set<string> {
  const manifest: { dependencies?: Record<string, string> } = project.has('package.json')
    ? JSON.parse(project.text('package.json'))
    : {};
  return new Set(Object.keys(manifest.dependencies ?? {}));
}

/** What is shipped imports only what a production install brings, and a package behind a port only at its port. */
export function shippedPackages(project: Project): Violation[] {
  const known = dependenciesOf(project);
  return project
    .code()
    .filter(isShipped)
    .flatMap((file) =>
      project.imports(file).flatMap(({ packageName, line, typeOnly }) => {
        if (packageName === undefined) return [];
        const home = HOMES[packageName];
        if (home && !isWithin(file, home))
          return [
            {
              file,
              line,
              rule: 'package-home',
              advice: `${packageName} is known to ${home} alone: use what that folder exports`,
            },
          ];
        if (typeOnly || isBuiltin(packageName) || known.has(packageName)) return [];
        return [
          {
            file,
            line,
            rule: 'not-a-dependency',
            advice: `${packageName} is absent from a production install: move it to dependencies`,
          },
        ];
      }),
    );
}
