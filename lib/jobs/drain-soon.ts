import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '@/lib/core/clock';

/** Jobs that are left this long after the last request are the cron's. */
const BUDGET_MS = 15_000;
/** Jobs run in short slices, so that requests in a burst get their answers in between. */
const SLICE_MS = 200;
/** The next slice starts when requests pause … */
const PAUSE_MS = 150;
/** … or at the latest after this. */
const MAX_WAIT_MS = 2_000;

interface Drain {
  askedAt: number;
  again: boolean;
  done: Promise<void> | null;
}

const drains = new WeakMap<object, Drain>();

/**
 * Runs `drain` soon, one at a time per `queue` in this process. Requests that each leave a little work share a drain; work
 * left while it runs gets another round.
 * @param drain runs due jobs for at most the given milliseconds
 */
export function drainSoon(queue: object, drain: (budgetMs: number) => Promise<unknown>): Promise<void> {
  const state = drains.get(queue) ?? { askedAt: Number.NEGATIVE_INFINITY, again: false, done: null };
  drains.set(queue, state);
  const isAlone = sinceAsked(state) >= PAUSE_MS;
  state.askedAt = systemClock.elapsed();
  state.again = true;
  state.done ??= rounds(drain, state, isAlone).finally(() => {
    state.done = null;
  });
  return state.done;
}

async function rounds(drain: (budgetMs: number) => Promise<unknown>, state: Drain, isAlone: boolean): Promise<void> {
  let isLeft = false;
  for (let waits = !isAlone; state.again || (isLeft && sinceAsked(state) < BUDGET_MS); waits = true) {
    if (waits) await untilPause(state);
    state.again = false;
    const began = systemClock.elapsed();
    await drain(SLICE_MS);
    isLeft = systemClock.elapsed() - began >= SLICE_MS;
  }
}

async function untilPause(state: Drain): Promise<void> {
  const giveUpAt = systemClock.elapsed() + MAX_WAIT_MS;
  while (sinceAsked(state) < PAUSE_MS && systemClock.elapsed() < giveUpAt)
    await sleep(PAUSE_MS - sinceAsked(state) + 1);
}

function sinceAsked({ askedAt }: Drain): number {
  return systemClock.elapsed() - askedAt;
}
