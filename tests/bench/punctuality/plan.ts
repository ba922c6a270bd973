import { seededRandom } from '@/sandbox/carrier/seeded-random';

export const MINUTE_MS = 60_000;

/** What a seed decides: when calls fall due, and when within their minutes the cron fires. */
export interface Plan {
  /** Milliseconds after the beginning of the measured minute, in no order. */
  dueMs: number[];
  /** The same for the ticks: one in the minute before, one within. */
  tickMs: [before: number, within: number];
}

export function planMinute(seed: number, bookings: number): Plan {
  const dice = seededRandom(seed);
  const somewhere = () => Math.floor(dice() * MINUTE_MS);
  return {
    dueMs: Array.from({ length: bookings }, somewhere),
    tickMs: [somewhere() - MINUTE_MS, somewhere()],
  };
}
