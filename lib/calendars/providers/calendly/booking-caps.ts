import type { Kv } from '@/lib/kv/port';
import { bucketOf } from './client';

/** What Calendly lets one user book by API, shared by all his apps: [seconds, how many]. */
const CAPS = [
  [60, 10],
  [3_600, 50],
  [86_400, 100],
] as const;

/** Counts a booking against the caps of its user. False: one is reached, and the request would be refused. */
export async function takeBooking(kv: Kv, userUri: string): Promise<boolean> {
  for (const [seconds, most] of CAPS) {
    const taken = await kv.increment(`calendly-booked:${bucketOf(userUri)}:${seconds}`, seconds);
    if (taken > most) return false;
  }
  return true;
}
