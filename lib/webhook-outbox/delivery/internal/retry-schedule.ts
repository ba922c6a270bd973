import { createHash } from 'node:crypto';

const MINUTE = 60;
const HOUR = 3600;

/** Pauses before the attempts after the first, in seconds: ten attempts over 75 hours and a half. */
const retryPauseSeconds = [
  5,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

/** An endpoint that fails this long without a single success is turned off. */
export const DISABLE_AFTER_MS = 5 * 24 * HOUR * 1000;

const JITTER = 0.2;
const MAX_RETRY_AFTER_SECONDS = 24 * HOUR;

/**
 * The next attempt after `tries` attempts of a round, or null without one left. Pauses vary by ±10% per delivery, so that
 * deliveries that failed together are not retried together.
 * @param retryAfterSeconds the receiver's `Retry-After`; respected up to a day
 */
export function nextAttemptAt(
  deliveryId: string,
  tries: number,
  now: Date,
  retryAfterSeconds: number | null = null,
): Date | null {
  const pause = retryPauseSeconds[tries - 1];
  if (pause === undefined) return null;
  const varied = pause * (1 - JITTER / 2 + JITTER * fractionOf(`${deliveryId}:${tries}`));
  const requested = Math.min(retryAfterSeconds ?? 0, MAX_RETRY_AFTER_SECONDS);
  return new Date(now.getTime() + Math.round(Math.max(varied, requested) * 1000));
}

/** A number from 0 up to 1 that follows from the seed. */
function fractionOf(seed: string): number {
  return createHash('sha256').update(seed).digest().readUInt32BE(0) / 2 ** 32;
}
