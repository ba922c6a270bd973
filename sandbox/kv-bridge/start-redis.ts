import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface RunningRedis {
  readonly port: number;
  stop(): Promise<void>;
}

/** Path of redis-server, or null when this machine has none on its PATH. */
function redisServerPath(): string | null {
  const places = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return places.map((folder) => join(folder, 'redis-server')).find(isExecutable) ?? null;
}

/** Why a test that needs Redis cannot run here, or null when it can. */
export function redisMissing(): string | null {
  return redisServerPath() === null ? 'redis-server is not on the PATH (apt-get install redis-server)' : null;
}

/** A Redis of its own on a free port of 127.0.0.1, kept in memory only. Throws when there is no redis-server. */
export async function startRedis(): Promise<RunningRedis> {
  const program = redisServerPath();
  if (program === null) throw new Error(redisMissing() ?? '');
  const folder = await mkdtemp(join(tmpdir(), 'slotline-redis-'));
  const port = await freePort();
  const flags = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
  const server = spawn(program, flags, { stdio: 'ignore' });
  const exited = once(server, 'exit');
  const endWithUs = () => server.kill('SIGKILL');
  process.once('exit', endWithUs);
  while (!(await answers(port))) {
    if (server.exitCode !== null) throw new Error(`redis-server ended at once (exit code ${server.exitCode}).`);
    await sleep(10);
  }
  return {
    port,
    async stop() {
      process.off('exit', endWithUs);
      server.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    socket.write('PING\r\n');
    const [reply] = await once(socket, 'data');
    return String(reply).startsWith('+PONG');
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}
