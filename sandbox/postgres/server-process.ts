import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Binaries } from './binaries';
import type { ClusterFolder } from './cluster-folder';
import { processStamp } from './process-stamp';
import { type ServerAccount, serverEnvironment } from './server-account';
import { runningServer } from './server-lock';

/** How a started server fared: it is ready, or it ended at once and says why. */
type Launch = { ready: true; pid: number } | { ready: false; log: string };

/** Starts the server and waits until it takes connections or gives up. Its messages go to server.log in the home folder. */
export async function launchServer(
  folder: ClusterFolder,
  binaries: Binaries,
  account: ServerAccount | null,
  settings: Record<string, string>,
): Promise<Launch> {
  const logFile = join(folder.home, 'server.log');
  const log = openSync(logFile, 'w', 0o600);
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(binaries.postgres, ['-D', folder.data, ...flags], {
    ...account,
    cwd: folder.data,
    env: serverEnvironment(),
    // A session of its own: Ctrl-C in a terminal stops us first, and we stop the server when nobody needs it any more.
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let over: string | null = null;
  child.once('error', (error) => {
    over = error.message;
  });
  child.once('exit', () => {
    over = readFileSync(logFile, 'utf8');
  });
  child.unref();
  while (over === null) {
    const lock = runningServer(folder.data);
    if (lock !== null && lock.pid === child.pid && lock.ready) return { ready: true, pid: lock.pid };
    await sleep(10);
  }
  return { ready: false, log: over };
}

/** Sends the signal and waits until the process is gone; after `patienceMs` it is killed. */
export async function endProcess(pid: number, signal: NodeJS.Signals, patienceMs: number): Promise<void> {
  const stamp = processStamp(pid);
  if (stamp === null) return;
  process.kill(pid, signal);
  for (let waited = 0; processStamp(pid) === stamp; waited += 10) {
    if (waited === patienceMs) process.kill(pid, 'SIGKILL');
    await sleep(10);
  }
}
