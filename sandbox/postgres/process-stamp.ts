import { readFileSync } from 'node:fs';

/**
 * Identity of a running process, or null when no such process runs. On Linux the start time is part of it, so a
 * recycled pid is not mistaken for the process that had it before, and a zombie counts as gone.
 */
export function processStamp(pid: number): string | null {
  if (!signalReaches(pid)) return null;
  const stat = readProc(pid, 'stat');
  if (stat === null) return String(pid);
  // The command name may hold spaces and parentheses: fields are counted behind the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' ? null : `${pid}:${fields[19]}`;
}

/** Whether the running process `pid` is a PostgreSQL server; where the system does not tell, a running one counts. */
export function isPostgres(pid: number): boolean {
  if (processStamp(pid) === null) return false;
  const command = readProc(pid, 'cmdline');
  return command === null || command.includes('postgres');
}

/** Whether the system still knows the pid at all, zombies included. */
export function signalReaches(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readProc(pid: number, file: string): string | null {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return null;
  }
}
