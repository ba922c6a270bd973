import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePortFrom } from '@/sandbox/world/free-port';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const source = fileURLToPath(new URL('bare', import.meta.url));
const next = join(root, 'node_modules/next/dist/bin/next');

/** A bare route behind the same server, the same driver and the same database: what an endpoint costs at the least. */
export async function startBareServer(databaseUrl: string, secret: string) {
  // Beside node_modules, and out of the way of what is checked and committed.
  const folder = join(root, '.slotline/bare-webhook');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(source, folder, { recursive: true });
  const config = { typescript: { ignoreBuildErrors: true }, serverExternalPackages: ['pg'], turbopack: { root } };
  writeFileSync(join(folder, 'next.config.mjs'), `export default ${JSON.stringify(config)};\n`);
  const port = await freePortFrom(4390);
  const environment = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: databaseUrl,
    BARE_SECRET: secret,
  } as const;
  const run = (args: string[], stdio: 'ignore' | 'inherit') =>
    spawn(process.execPath, [next, ...args], { cwd: folder, env: environment, stdio: ['ignore', stdio, 'inherit'] });
  await new Promise<void>((resolve, reject) => {
    run(['build'], 'ignore').once('exit', (code) => (code === 0 ? resolve() : reject(new Error('no bare build'))));
  });
  const server = run(['start', '-H', '127.0.0.1', '-p', String(port)], 'ignore');
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 400; tries += 1) {
    const up = await fetch(`${url}/api/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (up) return { url: `${url}/hook`, stop: () => void server.kill('SIGKILL') };
    await sleep(50);
  }
  server.kill('SIGKILL');
  throw new Error('The bare server did not start.');
}
