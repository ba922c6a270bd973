import type { Booking } from '@/lib/contracts/bookings';

/** Where a booking's live page redirects to; null while its (next) call is still to come. */
export function livePlace(booking: Pick<Booking, 'id' | 'status' | 'call_id'>): string | null {
  if (booking.status === 'pending') return null;
  if (booking.status !== 'cancelled' && booking.call_id) return `/calls/${booking.call_id}`;
  return `/bookings?booking=${booking.id}`;
}
