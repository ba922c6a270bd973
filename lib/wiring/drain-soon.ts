import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '@/lib/core/clock';
import type { Deps } from './deps';
import { drainDueJobs } from './jobs';

/** What an answer leaves behind is capped; the cron does what is left. */
const BUDGET_MS = 15_000;
/** Requests that follow one another as closely come first: what they leave is done when there is a pause … */
const PAUSE_MS = 150;
/** … or after this, and then for a moment only, so that those who are waiting for an answer are not kept. */
const LONGEST_WAIT_MS = 2_000;
const MOMENT_MS = 200;

interface Drain {
  askedAt: number;
  again: boolean;
  done: Promise<void> | null;
}

const drains = new WeakMap<Deps['db'], Drain>();

/**
 * Drains the jobs soon, one drain at a time in a process: many requests that each leave a little work share it, and work
 * left while a drain runs is found by another round.
 */
export function drainSoon(deps: Deps): Promise<void> {
  const drain = drains.get(deps.db) ?? { askedAt: Number.NEGATIVE_INFINITY, again: false, done: null };
  drains.set(deps.db, drain);
  const isAlone = sinceAsked(drain) >= PAUSE_MS;
  drain.askedAt = systemClock.elapsed();
  drain.again = true;
  drain.done ??= rounds(deps, drain, isAlone).finally(() => {
    drain.done = null;
  });
  return drain.done;
}

async function rounds(deps: Deps, drain: Drain, isAlone: boolean): Promise<void> {
  for (let waits = !isAlone; drain.again; waits = true) {
    const isQuiet = !waits || (await untilPause(drain));
    drain.again = !isQuiet;
    await drainDueJobs(deps, isQuiet ? BUDGET_MS : MOMENT_MS);
  }
}

/** True once nobody has asked for a while; false when they go on asking. */
async function untilPause(drain: Drain): Promise<boolean> {
  const giveUpAt = systemClock.elapsed() + LONGEST_WAIT_MS;
  while (sinceAsked(drain) < PAUSE_MS && systemClock.elapsed() < giveUpAt)
    await sleep(PAUSE_MS - sinceAsked(drain) + 1);
  return sinceAsked(drain) >= PAUSE_MS;
}

function sinceAsked({ askedAt }: Drain): number {
  return systemClock.elapsed() - askedAt;
}
