import { setTimeout as sleep } from 'node:timers/promises';
import { after } from 'next/server';
import { systemClock } from '@/lib/core/clock';
import { createLru, type Lru } from '@/lib/core/lru';
import type { Deps } from '@/lib/wiring/deps';
import type { RequestScope } from './request-scope';

/** Runs a task once the answer has gone out. It may be lost with the instance: never the only way. */
export function afterResponse({ deps, requestId }: RequestScope, task: () => Promise<unknown>): void {
  const later = deps.afterAnswer ?? after;
  later(async () => {
    try {
      await task();
    } catch (error) {
      deps.logger.error('hastened task failed', { requestId }, error);
    }
  });
}

/** Work of a name, by milliseconds: since when some waits to be begun, if any does, and when the last was begun. */
interface Paced {
  waitsSince: number | null;
  begunAt: number;
}

/** Work of a name is begun again no sooner than this after it was begun. */
const PAUSE_MS = 100;
/** What has not been begun by then was lost with its request. */
const LOST_AFTER_MS = 10_000;
const paced = new WeakMap<Deps, Lru<string, Paced>>();

/**
 * As `afterResponse`, for work that does not ask who wanted it: while one waits under a name it does for all, since it has not
 * begun yet. In a burst it is begun again and again, with a pause.
 */
export function afterResponseOnce(scope: RequestScope, name: string, task: () => Promise<unknown>): void {
  const names = paced.get(scope.deps) ?? createLru<string, Paced>(256);
  paced.set(scope.deps, names);
  const work = names.get(name) ?? { waitsSince: null, begunAt: Number.NEGATIVE_INFINITY };
  const now = systemClock.elapsed();
  if (work.waitsSince !== null && now - work.waitsSince < LOST_AFTER_MS) return;
  work.waitsSince = now;
  names.set(name, work);
  afterResponse(scope, async () => {
    const left = work.begunAt + PAUSE_MS - systemClock.elapsed();
    if (left > 0) await sleep(left);
    work.waitsSince = null;
    work.begunAt = systemClock.elapsed();
    await task();
  });
}
