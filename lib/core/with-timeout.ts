import type { Clock } from './clock';

/**
 * What some work answers, or null when that takes longer than somebody waits for it. The work itself goes on: the caller
 * sees to it that it may.
 */
export async function withTimeout<Result>(
  clock: Clock,
  work: Promise<Result>,
  patienceMs: number,
): Promise<Result | null> {
  const answered = new AbortController();
  const until = new Date(clock.now().getTime() + patienceMs);
  const impatient = clock.sleepUntil(until, answered.signal).then(
    () => null,
    () => null,
  );
  try {
    return await Promise.race([work, impatient]);
  } finally {
    // A reason of our own: to make the usual one costs more than the rest of this.
    answered.abort('answered');
  }
}
