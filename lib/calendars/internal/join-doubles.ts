import { and, eq, inArray, isNull } from 'drizzle-orm';
import { BOOKING_COUNTED } from '@/lib/bookings/events';
import { recordEvent } from '@/lib/bookings/record-events';
import type { ExternalState } from '@/lib/calendars/external-state';
import type { ExternalWrite } from '@/lib/calendars/take-external';
import { bookingEvents } from '@/lib/db/schema/bookings';
import { externalBookings } from '@/lib/db/schema/external-bookings';
import { enqueueAll } from '@/lib/jobs/enqueue';

type BookingRow = typeof bookingEvents.$inferSelect;

/**
 * Two bookings turn out to be one: the link between their ids was heard last. The one made here stays, else the first;
 * the others were made of deliveries alone and go, unless somebody was called for them.
 * @returns the one that stays
 */
export async function joinDoubles(
  write: ExternalWrite,
  bookings: BookingRow[],
  state: ExternalState | null,
): Promise<BookingRow | undefined> {
  const { db } = write;
  const kept =
    bookings.find(({ id }) => id === state?.ourId) ??
    bookings.find(({ source }) => source !== 'calcom' && source !== 'calendly') ??
    bookings.find(({ callId, attempts }) => callId !== null || attempts > 0) ??
    bookings[0];
  if (!kept) return undefined;
  const doubles = bookings
    .filter(({ id, source, callId }) => id !== kept.id && callId === null && /^cal(com|endly)$/.test(source))
    .map(({ id }) => id);
  if (doubles.length === 0) return kept;
  await db.update(externalBookings).set({ bookingId: kept.id }).where(inArray(externalBookings.bookingId, doubles));
  const [gone] = await db
    .delete(bookingEvents)
    .where(and(inArray(bookingEvents.id, doubles), isNull(bookingEvents.callId)))
    .returning();
  // A lead may have been counted as booked by one that is gone: its timeline, which would say so, went with it.
  await enqueueAll(
    db,
    write,
    doubles.map((bookingId) => ({
      name: BOOKING_COUNTED,
      key: bookingId,
      organizationId: kept.organizationId,
      payload: { bookingId },
      runAt: write.now,
    })),
  );
  if (!gone || kept.externalId !== null || kept.status !== 'pending') return kept;
  const { organizationId, id: bookingId } = kept;
  await recordEvent(db, write, { organizationId, bookingId, kind: 'synced', detail: { external_id: gone.externalId } });
  const [adopted] = await db
    .update(bookingEvents)
    .set({ externalId: gone.externalId, externalStart: gone.externalStart })
    .where(eq(bookingEvents.id, bookingId))
    .returning();
  return adopted ?? kept;
}
