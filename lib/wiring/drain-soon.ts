import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '@/lib/core/clock';
import type { Deps } from './deps';
import { drainDueJobs } from './jobs';

/** What is left so long after the last request is the cron's. */
const BUDGET_MS = 15_000;
/** Jobs are done a moment at a time: requests that follow one another closely come first, and get their answers between. */
const MOMENT_MS = 200;
/** The next moment comes when there is a pause … */
const PAUSE_MS = 150;
/** … or after this. */
const MAX_WAIT_MS = 2_000;

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
  let isLeft = false;
  for (let waits = !isAlone; drain.again || (isLeft && sinceAsked(drain) < BUDGET_MS); waits = true) {
    if (waits) await untilPause(drain);
    drain.again = false;
    const began = systemClock.elapsed();
    await drainDueJobs(deps, MOMENT_MS);
    isLeft = systemClock.elapsed() - began >= MOMENT_MS;
  }
}

/** Waits until nobody has asked for a while, and no longer than may be when they go on asking. */
async function untilPause(drain: Drain): Promise<void> {
  const giveUpAt = systemClock.elapsed() + MAX_WAIT_MS;
  while (sinceAsked(drain) < PAUSE_MS && systemClock.elapsed() < giveUpAt)
    await sleep(PAUSE_MS - sinceAsked(drain) + 1);
}

function sinceAsked({ askedAt }: Drain): number {
  return systemClock.elapsed() - askedAt;
}
