import type { Import } from '@/scripts/check/imports';
import { isKnownDomain, type Layer, layerOf, libFolder, mayImport, TEST_BESIDE } from '@/scripts/check/layers';
import { isWithin, type Project } from '@/scripts/check/project';
import type { Violation } from '@/scripts/check/violation';

const ORDER = 'app → lib/http → lib/wiring → domains → infrastructure → lib/core';
const BEYOND_PURE = /^(?:lib\/(?:db|kv|wiring)|sandbox|tests|scripts)\//;
const ROUTE = /^app\/.*\/route\.tsx?$/;
/** The table of all routes is an `app/` file because it names them; the API's description reads it. */
const ROUTE_TABLE = 'app/api/route-table.ts';
/** The version is written down once, in package.json; this file alone reads it. */
const VERSION_FILE = 'lib/config/version.ts';
const ROUTE_MAY_IMPORT: readonly Layer[] = ['http', 'contracts', 'domain', 'wiring'];

function complaint(file: string, target: string): string | undefined {
  if (TEST_BESIDE.test(file))
    return BEYOND_PURE.test(target)
      ? `a test beside its file is of a pure file: with ${target} it belongs under tests/`
      : undefined;
  const from = layerOf(file);
  const to = layerOf(target);
  if (from === 'workshop') return undefined;
  if (file === VERSION_FILE && target === 'package.json') return undefined;
  if (to === 'workshop') {
    if (/^(?:sandbox|tests|scripts)\//.test(target))
      return `${target} is not shipped: pass what is needed in through lib/wiring`;
    return /^(?:public|docs|drizzle|node_modules)\//.test(target) || !target.includes('/')
      ? `${target} lies outside the product: move what is needed into lib/`
      : undefined;
  }
  if (ROUTE.test(file) && target !== ROUTE_TABLE && !ROUTE_MAY_IMPORT.includes(to))
    return `a route declares and calls one command or query; it imports lib/http, lib/contracts, a domain or lib/wiring, not ${target}`;
  if (from === 'app' && isWithin(target, 'lib/db')) return 'pages call queries of a domain, never lib/db';
  if (mayImport[from].includes(to)) return undefined;
  return `${libFolder(file) ?? from} may not import ${target}: ${ORDER}`;
}

function packageComplaint(file: string, { packageName = '' }: Import): string | undefined {
  if (packageName === '') return undefined;
  if (isWithin(file, 'lib/core') && !packageName.startsWith('node:'))
    return `lib/core stands on Node alone, not on ${packageName}`;
  if (isWithin(file, 'lib/contracts') && packageName !== 'zod')
    return `contracts are zod and nothing else, not ${packageName}`;
  return undefined;
}

/** Imports run one way through the house, from what a browser reaches down to what knows nothing. */
export function direction(project: Project): Violation[] {
  const unknown = [...new Set(project.code('lib').map(libFolder))]
    .filter(
      (name): name is string => name !== undefined && layerOf(`lib/${name}/x`) === 'domain' && !isKnownDomain(name),
    )
    .map((name) => ({
      file: `lib/${name}`,
      line: 1,
      rule: 'unknown-folder',
      advice: 'a folder of lib/ is a layer or a domain: name the domain in scripts/check/domain-graph.ts',
    }));
  const wrong = project.code().flatMap((file) =>
    project.imports(file).flatMap((one) => {
      const advice = one.target === undefined ? packageComplaint(file, one) : complaint(file, one.target);
      return advice ? [{ file, line: one.line, rule: 'wrong-direction', advice }] : [];
    }),
  );
  return [...unknown, ...wrong];
}
