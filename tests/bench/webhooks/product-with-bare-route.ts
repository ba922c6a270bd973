import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfStale } from '@/sandbox/world/build-if-stale';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** Beside node_modules, and out of the way of what is checked and committed. */
const copy = join(root, '.slotline/with-bare-route');
const SOURCE = /^(?:app|lib|public|(?:proxy|instrumentation)\.ts|package\.json|tsconfig\..*json|postcss\.config\.mjs)$/;
const ROUTE = 'app/api/webhooks/bare/[account]';

/** Where the bare route answers: at an address of the same form as the one that it is compared with. */
export const bareAddress = '/api/webhooks/bare/measured';

/**
 * A production build of the product with one route more, made of a copy of its sources: what is shipped has no such
 * route. Built only when the sources have changed. @returns its folder
 */
export async function productWithBareRoute(): Promise<string> {
  mkdirSync(copy, { recursive: true });
  for (const name of readdirSync(copy))
    if (name !== '.next') rmSync(join(copy, name), { recursive: true, force: true });
  for (const name of readdirSync(root))
    if (SOURCE.test(name)) cpSync(join(root, name), join(copy, name), { recursive: true });
  mkdirSync(join(copy, ROUTE), { recursive: true });
  cpSync(fileURLToPath(new URL('bare-route.ts', import.meta.url)), join(copy, ROUTE, 'route.ts'));
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  // Packages lie outside of the copy.
  const config = `import config from '../../next.config.mjs';\nexport default { ...config, turbopack: { root: '${root}' } };\n`;
  writeFileSync(join(copy, 'next.config.mjs'), config);
  await buildIfStale(copy);
  return copy;
}
