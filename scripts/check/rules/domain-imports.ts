import { posix } from 'node:path';
import { domainGraph } from '@/scripts/check/domain-graph';
import { isKnownDomain, libFolder, privateFolders } from '@/scripts/check/layers';
import { isWithin, type Project } from '@/scripts/check/project';
import type { Violation } from '@/scripts/check/violation';

/** First loop in the table, as the names along it; undefined when every arrow points one way. */
export function loopIn(graph: Readonly<Record<string, readonly string[]>>): string[] | undefined {
  const done = new Set<string>();
  const follow = (name: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(name)) return [...trail.slice(trail.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const next of graph[name] ?? []) {
      const loop = follow(next, [...trail, name]);
      if (loop) return loop;
    }
    done.add(name);
    return undefined;
  };
  for (const name of Object.keys(graph)) {
    const loop = follow(name, []);
    if (loop) return loop;
  }
  return undefined;
}

function privateOwner(target: string): string | undefined {
  const [, domain, ...folders] = posix.dirname(target).split('/');
  return isKnownDomain(domain) && folders.some((folder) => privateFolders.includes(folder)) ? domain : undefined;
}

function complaint(file: string, target: string): { rule: string; advice: string } | undefined {
  if (isWithin(file, 'tests') || isWithin(file, 'lib/wiring')) return undefined;
  const from = libFolder(file);
  const to = libFolder(target);
  if (from === to && from !== undefined) return undefined;
  const owner = privateOwner(target);
  if (owner)
    return {
      rule: 'private-folder',
      advice: `${target} is private to lib/${owner}: use a file outside of its private folders`,
    };
  if (!isKnownDomain(from) || !isKnownDomain(to) || domainGraph[from]?.includes(to)) return undefined;
  return {
    rule: 'domain-graph',
    advice: `${from} may not import ${to}: append an event to the outbox, or add the arrow to scripts/check/domain-graph.ts if no loop results`,
  };
}

/** Domains know each other along one table without loops, and never by their private folders. */
export function domainImports(project: Project): Violation[] {
  const loop = loopIn(domainGraph);
  const table: Violation[] = loop
    ? [
        {
          file: 'scripts/check/domain-graph.ts',
          line: 1,
          rule: 'domain-graph',
          advice: `break the loop ${loop.join(' → ')}`,
        },
      ]
    : [];
  const wrong = project.code().flatMap((file) =>
    project.imports(file).flatMap((one) => {
      const found = one.target === undefined ? undefined : complaint(file, one.target);
      return found ? [{ file, line: one.line, ...found }] : [];
    }),
  );
  return [...table, ...wrong];
}
