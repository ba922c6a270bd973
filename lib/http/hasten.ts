import { after } from 'next/server';
import type { Deps } from '@/lib/wiring/deps';
import type { RequestScope } from './request-scope';

/** Runs a task once the answer has gone out. It may be lost with the instance: never the only way. */
export function hasten({ deps, requestId }: RequestScope, task: () => Promise<unknown>): void {
  const later = deps.afterAnswer ?? after;
  later(async () => {
    try {
      await task();
    } catch (error) {
      deps.logger.error('hastened task failed', { requestId }, error);
    }
  });
}

const waiting = new WeakMap<Deps, Set<string>>();

/**
 * As `hasten`, for work that does not ask who wanted it: while one waits under a name it does for all, since it has not
 * begun yet.
 */
export function hastenOnce(scope: RequestScope, name: string, task: () => Promise<unknown>): void {
  const names = waiting.get(scope.deps) ?? new Set();
  waiting.set(scope.deps, names);
  if (names.has(name)) return;
  names.add(name);
  hasten(scope, () => {
    names.delete(name);
    return task();
  });
}
