import { api } from '@/app/_components/api';
import { newIdempotencyKey } from '@/app/_components/browser-ids';
import type { Booking } from '@/lib/contracts/bookings';
import { bodyOf, type Draft } from './draft';

type Saved = { booking: Booking };

/** Saves the changed form; refused when another person changed the booking in the meantime. */
export async function changeBooking(booking: Booking, draft: Draft): Promise<Booking> {
  const body = { ...bodyOf(draft), if_updated_at: booking.updated_at };
  return (await api<Saved>(`/api/bookings/${booking.id}`, { method: 'PATCH', body })).booking;
}

/** Creates a booking. Sent twice unchanged, it carries the same key, so the server creates it once. */
export async function makeBooking(draft: Draft, attempt: { body: string; key: string }): Promise<Booking> {
  const body = bodyOf(draft);
  const text = JSON.stringify(body);
  if (attempt.body !== text) Object.assign(attempt, { body: text, key: newIdempotencyKey() });
  const saved = await api<Saved>('/api/bookings', { method: 'POST', body, idempotencyKey: attempt.key });
  return saved.booking;
}
