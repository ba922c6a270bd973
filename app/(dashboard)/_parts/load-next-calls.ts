import { listBookings } from '@/lib/bookings/queries';
import { type Booking, listBookingsQuery } from '@/lib/contracts/bookings';
import type { PageContext } from '@/lib/http/session/page-session';
import { nextCallsQuery } from './next-calls-query';

/** The bookings with the next calls, for the first paint of their card. */
export async function loadNextCalls(ctx: PageContext): Promise<Booking[]> {
  const asked = listBookingsQuery.parse(Object.fromEntries(new URLSearchParams(nextCallsQuery)));
  return (await listBookings(ctx, asked)).bookings;
}
