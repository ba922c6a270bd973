import { eq, inArray } from 'drizzle-orm';
import { joinBookings } from '@/lib/bookings/merge-bookings';
import { isOpenToProvider } from '@/lib/bookings/meeting-status';
import { recordEvent } from '@/lib/bookings/record-events';
import type { ExternalState } from '@/lib/calendars/inbound/external-state';
import type { ExternalWrite } from '@/lib/calendars/inbound/apply-facts';
import { bookingEvents } from '@/lib/db/schema/bookings';
import { externalBookings } from '@/lib/db/schema/external-bookings';

type BookingRow = typeof bookingEvents.$inferSelect;

/**
 * Two bookings turn out to be one: the link between their ids was heard last. The one made here stays, else the first;
 * the others were made of deliveries alone and go, unless somebody was called for them.
 * @param bookings locked
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
  const doubles = bookings.filter(
    ({ id, source, callId }) => id !== kept.id && callId === null && /^cal(com|endly)$/.test(source),
  );
  const [gone] = doubles;
  if (!gone) return kept;
  const ids = doubles.map(({ id }) => id);
  await db.update(externalBookings).set({ bookingId: kept.id }).where(inArray(externalBookings.bookingId, ids));
  await joinBookings(db, write, kept, ids);
  if (kept.externalId !== null || !isOpenToProvider(kept)) return kept;
  const { organizationId, id: bookingId } = kept;
  await recordEvent(db, write, { organizationId, bookingId, kind: 'synced', detail: { external_id: gone.externalId } });
  const [adopted] = await db
    .update(bookingEvents)
    .set({ externalId: gone.externalId, externalStart: gone.externalStart, externalEnd: gone.externalEnd })
    .where(eq(bookingEvents.id, bookingId))
    .returning();
  return adopted ?? kept;
}
