import type { Deps } from './deps';
import { drainDueJobs } from './jobs';

/** What an answer leaves behind is capped; the cron does what is left. */
const BUDGET_MS = 15_000;

const running = new WeakMap<Deps['db'], { again: boolean; done: Promise<void> }>();

/**
 * Drains the jobs soon, one drain at a time in a process: many requests that each leave a little work share it, and work
 * left while a drain runs is found by another round.
 */
export function drainSoon(deps: Deps): Promise<void> {
  const current = running.get(deps.db);
  if (current) {
    current.again = true;
    return current.done;
  }
  const drain = { again: true, done: Promise.resolve() };
  const rounds = async () => {
    while (drain.again) {
      drain.again = false;
      await drainDueJobs(deps, BUDGET_MS);
    }
  };
  drain.done = rounds().finally(() => running.delete(deps.db));
  running.set(deps.db, drain);
  return drain.done;
}
