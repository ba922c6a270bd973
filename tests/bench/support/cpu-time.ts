import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second in which Linux counts; the same on every usual build. */
const TICKS = 100;

/** CPU time that a process and its ended children have used so far, in milliseconds; NaN where the system does not tell. */
export function cpuTimeMs(pid: number): number {
  return ticksOf(pid) * (1000 / TICKS);
}

/** The same with the children that are still alive; one that ends while it is looked at counts with its parent. */
export function cpuTimeOfFamilyMs(pid: number): number {
  const living = childrenOf(pid)
    .map(cpuTimeMs)
    .filter((ms) => !Number.isNaN(ms));
  return living.reduce((sum, ms) => sum + ms, cpuTimeMs(pid));
}

function ticksOf(pid: number): number {
  try {
    // Behind the name, which may hold anything but a last bracket: state is the first field, user time the 12th.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0);
  } catch {
    return Number.NaN;
  }
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}
