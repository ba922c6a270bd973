import type { Kv } from '@/lib/kv/port';
import { bucketOf } from './client';

/** Calendly's limits on bookings by API, per user across all apps: [seconds, bookings]. */
const CAPS = [
  [60, 10],
  [3_600, 50],
  [86_400, 100],
] as const;

/** Counts a booking against the limits of its user. False when one is reached: Calendly would refuse it. */
export async function countAgainstCaps(kv: Kv, userUri: string): Promise<boolean> {
  for (const [seconds, max] of CAPS) {
    const count = await kv.increment(`calendly-booked:${bucketOf(userUri)}:${seconds}`, seconds);
    if (count > max) return false;
  }
  return true;
}
