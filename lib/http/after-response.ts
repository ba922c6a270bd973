import { setTimeout as sleep } from 'node:timers/promises';
import { after } from 'next/server';
import { systemClock } from '@/lib/core/clock';
import { createLru, type Lru } from '@/lib/core/lru';
import type { Deps } from '@/lib/wiring/deps';
import type { RequestScope } from './request-scope';

/** Work to do once the response is out. It may be lost with the instance, so something else must make sure of it. */
export type Task = (deps: Deps) => Promise<unknown>;

export function afterResponse({ deps, requestId }: RequestScope, task: Task): void {
  const schedule = deps.afterResponse ?? after;
  schedule(async () => {
    try {
      await task(deps);
    } catch (error) {
      deps.logger.error('task after response failed', { requestId }, error);
    }
  });
}

/** State of the work under one name, in milliseconds. */
interface Paced {
  /** Since when a task waits to begin; null while none does. */
  waitsSince: number | null;
  begunAt: number;
}

/** Shortest time between two beginnings under one name. */
const PAUSE_MS = 100;
/** A task that has not begun by then was lost with its request. */
const LOST_AFTER_MS = 10_000;
const paced = new WeakMap<Deps, Lru<string, Paced>>();

/**
 * As `afterResponse`, for work that is the same for every request: a task that has not begun yet serves all requests that
 * name it. In a burst it begins again and again, with a pause between.
 */
export function afterResponseOnce(scope: RequestScope, name: string, task: Task): void {
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
    await task(scope.deps);
  });
}
