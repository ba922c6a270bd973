import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { processStamp } from '@/sandbox/postgres/process-stamp';
import { endGroup } from './process-group';

const lockSchema = z.object({
  owner: z.string(),
  command: z.string(),
  url: z.string().nullable(),
  /** Stamps of process groups that the owner started. */
  groups: z.array(z.string()),
});
type LockFile = z.infer<typeof lockSchema>;

/** The folder of a world, held by this process. */
export interface WorldLock {
  /** Records the app's address, to name it to anyone who finds the folder taken. */
  noteUrl(url: string): void;
  /** Notes a process group, to be ended by the next owner should this one be killed. */
  noteGroup(pid: number): void;
  release(): void;
}

/** Another living process holds the folder. The message says which, and what to do. */
export class WorldTaken extends Error {
  constructor(lock: LockFile) {
    const pid = lock.owner.split(':')[0];
    const where = lock.url ? ` at ${lock.url}` : '';
    super(
      `Slotline already runs from this folder${where} (npm run ${lock.command}, process ${pid}). Stop that one first.`,
    );
    this.name = 'WorldTaken';
  }
}

/**
 * Takes the folder for this process. What a killed owner left running is ended first.
 * @throws WorldTaken while another process holds it
 */
export async function takeWorld(folder: string, command: string): Promise<WorldLock> {
  const file = join(folder, 'world.json');
  const stamp = processStamp(process.pid) ?? String(process.pid);
  const held: LockFile = { owner: stamp, command, url: null, groups: [] };
  const write = (flag: 'w' | 'wx') => writeFileSync(file, `${JSON.stringify(held)}\n`, { flag });

  mkdirSync(folder, { recursive: true });
  const before = readLock(file);
  if (before !== null) {
    if (isAlive(before.owner)) throw new WorldTaken(before);
    await endLeftovers(before);
    rmSync(file, { force: true });
  }
  try {
    write('wx');
  } catch (error) {
    const other = readLock(file);
    throw other ? new WorldTaken(other) : error;
  }
  // Two that found the same dead owner may both have come here; the one whose words stand has it.
  if (before !== null) await sleep(50);
  const now = readLock(file);
  if (now !== null && now.owner !== stamp) throw new WorldTaken(now);

  return {
    noteUrl(url) {
      held.url = url;
      write('w');
    },
    noteGroup(pid) {
      held.groups.push(processStamp(pid) ?? String(pid));
      write('w');
    },
    release() {
      if (readLock(file)?.owner === stamp) rmSync(file, { force: true });
    },
  };
}

function readLock(file: string): LockFile | null {
  try {
    return lockSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

function isAlive(stamp: string): boolean {
  return processStamp(Number(stamp.split(':')[0])) === stamp;
}

async function endLeftovers({ groups }: LockFile): Promise<void> {
  for (const stamp of groups) {
    // Without a start time in its stamp a process cannot be told from a later one with the same number.
    if (stamp.includes(':') && isAlive(stamp)) await endGroup(Number(stamp.split(':')[0]), 2_000);
  }
}
