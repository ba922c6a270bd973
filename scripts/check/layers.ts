import { domainGraph } from './domain-graph';

/** Folders of `lib/` that serve every domain and know none. */
export const infrastructure = ['jobs', 'db', 'kv', 'config', 'security', 'time', 'phone', 'log'];

/** Folders of a domain, or of a topic in it, that only the domain itself and `lib/wiring` may import from. */
export const privateFolders = ['internal', 'providers', 'jobs'];

export type Layer =
  | 'app'
  | 'http'
  | 'wiring'
  | 'contracts'
  | 'domain'
  | 'infrastructure'
  | 'core'
  | 'clients'
  | 'workshop';

/** What each layer may import, itself included where files of one layer may know each other. */
export const mayImport: Readonly<Record<Exclude<Layer, 'workshop'>, readonly Layer[]>> = {
  app: ['app', 'http', 'wiring', 'domain', 'contracts', 'infrastructure', 'core'],
  http: ['http', 'wiring', 'domain', 'contracts', 'infrastructure', 'core'],
  wiring: ['wiring', 'domain', 'contracts', 'infrastructure', 'core'],
  domain: ['domain', 'contracts', 'infrastructure', 'core'],
  infrastructure: ['infrastructure', 'core'],
  contracts: ['contracts'],
  core: ['core'],
  clients: ['clients', 'contracts'],
};

/** Files beside `package.json` that Next runs as part of the product. */
const RUNTIME_ROOT_FILE = /^(?:proxy|middleware|instrumentation|instrumentation-client)\.tsx?$/;

/** A test that stands beside the pure file it tests. */
export const TEST_BESIDE = /^(?:app|clients|lib)\/.*\.test\.tsx?$/;

/** Layer of a project path; `workshop` is what is never shipped (tests, sandbox, scripts, configuration files). */
export function layerOf(path: string): Layer {
  if (TEST_BESIDE.test(path)) return 'workshop';
  const [top = '', folder = ''] = path.split('/');
  if (top === 'app' || top === 'clients') return top;
  if (RUNTIME_ROOT_FILE.test(path)) return 'app';
  if (top !== 'lib') return 'workshop';
  if (folder === 'http' || folder === 'wiring' || folder === 'contracts' || folder === 'core') return folder;
  return infrastructure.includes(folder) ? 'infrastructure' : 'domain';
}

/** Folder of `lib/` a path lies in: `bookings` of `lib/bookings/rules.ts`. */
export function libFolder(path: string): string | undefined {
  const [top, folder] = path.split('/');
  return top === 'lib' ? folder : undefined;
}

/** Whether a path is a domain named in the table. */
export function isKnownDomain(name: string | undefined): name is string {
  return name !== undefined && Object.hasOwn(domainGraph, name);
}

/** Whether a file is shipped: everything but tests, sandbox, scripts and configuration files. */
export function isShipped(path: string): boolean {
  return layerOf(path) !== 'workshop';
}
