import { createHash } from 'node:crypto';

const MINUTE = 60;
const HOUR = 3600;

/** Pauses before the attempts after the first, in seconds: ten attempts over 75 hours and a half. */
export const retryPauseSeconds = [
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

/** An endpoint that fails for so long without a single success is switched off. */
export const DISABLE_AFTER_MS = 5 * 24 * HOUR * 1000;

const JITTER = 0.2;
const MAX_ASKED_SECONDS = 24 * HOUR;

/**
 * When to try again after `tries` attempts of a round, or null when none is left. The pause varies by a tenth up and
 * down, by delivery, so that what failed together does not return together.
 * @param retryAfterSeconds what the receiver asked for; it is waited for, up to a day
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
  const asked = Math.min(retryAfterSeconds ?? 0, MAX_ASKED_SECONDS);
  return new Date(now.getTime() + Math.round(Math.max(varied, asked) * 1000));
}

/** A number from 0 up to 1 that follows from the seed. */
function fractionOf(seed: string): number {
  return createHash('sha256').update(seed).digest().readUInt32BE(0) / 2 ** 32;
}
