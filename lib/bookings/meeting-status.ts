import { and, eq, or } from 'drizzle-orm';
import { bookings } from '@/lib/db/schema/bookings';
import { AWAITING_CONFIRMATION } from './rules';

type Booking = Pick<typeof bookings.$inferSelect, 'fulfilment' | 'status' | 'statusReason' | 'syncError' | 'endTime'>;

/** Reason of a meeting that has failed because nobody came. */
export const NOBODY_CAME = 'no_show';

/** Of a booking whose provider has not said when it is: its times are none. */
export const TIME_UNKNOWN = 'time_unknown';

/** Whether a meeting is over and settled by who came. A mark or the provider may open it again. */
export function hasTakenPlace({ fulfilment, status, statusReason }: Omit<Booking, 'endTime' | 'syncError'>): boolean {
  return fulfilment === 'meeting' && (status === 'completed' || (status === 'failed' && statusReason === NOBODY_CAME));
}

/** Whether its provider may still move or end a booking: it is to come, or it is a meeting that was held. */
export function isOpenToProvider(booking: Omit<Booking, 'endTime' | 'syncError'>): boolean {
  return booking.status === 'pending' || hasTakenPlace(booking);
}

/** `isOpenToProvider` of rows. */
export const openToProvider = or(
  eq(bookings.status, 'pending'),
  and(
    eq(bookings.fulfilment, 'meeting'),
    or(eq(bookings.status, 'completed'), and(eq(bookings.status, 'failed'), eq(bookings.statusReason, NOBODY_CAME))),
  ),
);

export type MeetingStatus =
  | { status: 'pending' | 'completed'; statusReason: null }
  | { status: 'failed'; statusReason: typeof NOBODY_CAME };

/**
 * How a meeting at a provider stands by who came to it: completed once it is over and somebody came, failed once
 * everybody is known not to have come, else still open. Null where this does not decide: calls of ours, what was
 * cancelled or refused, and what its host has not confirmed.
 * @param showedUp of each of its people; null while it is not known
 */
export function meetingStatus(
  booking: Booking,
  showedUp: readonly (boolean | null)[],
  now: Date,
): MeetingStatus | null {
  const { fulfilment, statusReason, syncError, endTime } = booking;
  if (fulfilment === 'call' || !isOpenToProvider(booking) || statusReason === AWAITING_CONFIRMATION) return null;
  const isOver = endTime <= now && syncError !== TIME_UNKNOWN;
  if (isOver && showedUp.includes(true)) return { status: 'completed', statusReason: null };
  if (isOver && showedUp.length > 0 && showedUp.every((came) => came === false))
    return { status: 'failed', statusReason: NOBODY_CAME };
  return { status: 'pending', statusReason: null };
}
