import { setTimeout as sleep } from 'node:timers/promises';
import { processStamp } from '@/sandbox/postgres/process-stamp';

/** Sends a signal to a process and all its children, by the group that it leads. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Asks the group to end and waits for its leader; what is left after `patienceMs` is killed. */
export async function endGroup(pid: number, patienceMs: number): Promise<void> {
  const stamp = processStamp(pid);
  signalGroup(pid, 'SIGTERM');
  for (let waited = 0; stamp !== null && processStamp(pid) === stamp && waited < patienceMs; waited += 20)
    await sleep(20);
  signalGroup(pid, 'SIGKILL');
}
