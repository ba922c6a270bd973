import { after } from 'next/server';
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
