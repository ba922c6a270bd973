import { PATCH as patchBooking } from '@/app/api/bookings/[id]/route';
import { POST as postBooking } from '@/app/api/bookings/route';
import type { Booking, BookingWarning, StartResolution } from '@/lib/contracts/bookings';
import { callRoute, type RouteAnswer } from '@/tests/support/call-route';
import type { Caller } from '@/tests/support/factories';

/** An answer to a saved booking, or the problem instead. */
interface SavedAnswer {
  booking: Booking;
  start_resolution: StartResolution | null;
  warnings: BookingWarning[];
  code: string;
  detail: string;
  errors?: { field: string; message: string }[];
}

/** A body that creates a booking a day after the worlds open, when everybody is awake. */
export function bookingBody(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    title: 'Follow-up call',
    start_time: '2026-03-03T15:00:00Z',
    duration_minutes: 30,
    attendee_name: 'Ada Lovelace',
    attendee_email: 'ada@example.com',
    attendee_phone: '+12025550143',
    ...changes,
  };
}

/** Sends a create request. */
export function book(
  as: Caller,
  changes: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<RouteAnswer<SavedAnswer>> {
  return callRoute<SavedAnswer>(postBooking, { as, body: bookingBody(changes), headers });
}

/** Creates a booking that must succeed. */
export async function booked(as: Caller, changes: Record<string, unknown> = {}): Promise<Booking> {
  const { status, body } = await book(as, changes);
  if (status !== 201) throw new Error(`The booking was refused: ${body.code} ${body.detail}`);
  return body.booking;
}

/** Sends a change request. */
export function change(as: Caller, id: string, body: Record<string, unknown>): Promise<RouteAnswer<SavedAnswer>> {
  return callRoute<SavedAnswer>(patchBooking, { method: 'PATCH', as, params: { id }, body });
}
