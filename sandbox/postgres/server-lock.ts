import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPostgres, processStamp, signalReaches } from './process-stamp';

/** What postmaster.pid says about a running server. */
interface ServerLock {
  pid: number;
  port: number;
  ready: boolean;
}

/** The server that runs on the data folder, or null. A lock left by a process that is gone is cleared away. */
export function runningServer(data: string): ServerLock | null {
  const file = join(data, 'postmaster.pid');
  const lines = readLines(file);
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (isPostgres(pid)) return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' };
  // PostgreSQL takes any process with that pid, even a dead one nobody has waited for, for its predecessor.
  if (signalReaches(pid)) rmSync(file, { force: true });
  return null;
}

/** Notes this process as the one that stops the server. */
export function claimServer(home: string): void {
  writeFileSync(join(home, 'owner'), processStamp(process.pid) ?? '');
}

/** Whether a process other than this one started the server and still runs. */
export function ownedByOther(home: string): boolean {
  const stamp = readLines(join(home, 'owner'))[0] ?? '';
  const pid = Number(stamp.split(':')[0]);
  return pid > 0 && pid !== process.pid && processStamp(pid) === stamp;
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
