import type { Take } from './port';

/**
 * Figures of a bucket in whole microseconds, in which both drivers calculate. What is stored is the instant at which the
 * bucket will be full again: taking one moves it by `step`, and it may lie at most `window` ahead.
 */
interface BucketFigures {
  now: number;
  step: number;
  window: number;
}

/** @throws RangeError for a limit or window that is not a whole number above 0 */
export function bucketFigures(limit: number, windowSeconds: number, now: Date): BucketFigures {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new RangeError('A limit is a whole number, at least 1.');
  if (!Number.isSafeInteger(windowSeconds) || windowSeconds < 1)
    throw new RangeError('A window is whole seconds, at least 1.');
  const window = windowSeconds * 1_000_000;
  return { now: now.getTime() * 1000, step: Math.max(1, Math.floor(window / limit)), window };
}

/** The answer, from the instant at which the bucket will be full (after the one taken, if it was). */
export function takeAnswer(allowed: boolean, fullAt: number, { now, step, window }: BucketFigures): Take {
  if (allowed) {
    return { allowed, remaining: Math.max(0, Math.floor((now + window - fullAt) / step)), retryAfterSeconds: 0 };
  }
  const wait = Math.max(0, fullAt + step - window - now);
  return { allowed, remaining: 0, retryAfterSeconds: Math.max(1, Math.ceil(wait / 1_000_000)) };
}
