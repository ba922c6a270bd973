import { eq, inArray } from 'drizzle-orm';
import { isOpenToProvider } from '@/lib/bookings/lifecycle';
import { mergeBookings } from '@/lib/bookings/merge-bookings';
import { recordEvent } from '@/lib/bookings/record-events';
import type { ExternalState } from '@/lib/calendars/inbound/external-state';
import { bookings, isExternalSource } from '@/lib/db/schema/bookings';
import { externalBookings } from '@/lib/db/schema/external-bookings';
import type { WriteContext } from '@/lib/db/write-context';

type BookingRow = typeof bookings.$inferSelect;

/**
 * Two bookings turn out to be one: the link between their ids was heard last. The one made here stays, else the first;
 * the others were made of deliveries alone and go, unless somebody was called for them.
 * @param bookings locked
 * @returns the one that stays
 */
export async function mergeDuplicates(
  write: WriteContext,
  candidates: BookingRow[],
  state: ExternalState | null,
): Promise<BookingRow | undefined> {
  const { db } = write;
  const kept =
    candidates.find(({ id }) => id === state?.ourId) ??
    candidates.find(({ source }) => !isExternalSource(source)) ??
    candidates.find(({ callId, attempts }) => callId !== null || attempts > 0) ??
    candidates[0];
  if (!kept) return undefined;
  const doubles = candidates.filter(
    ({ id, source, callId }) => id !== kept.id && callId === null && isExternalSource(source),
  );
  const [gone] = doubles;
  if (!gone) return kept;
  const ids = doubles.map(({ id }) => id);
  await db.update(externalBookings).set({ bookingId: kept.id }).where(inArray(externalBookings.bookingId, ids));
  await mergeBookings(db, write, kept, ids);
  if (kept.externalId !== null || !isOpenToProvider(kept)) return kept;
  const { organizationId, id: bookingId } = kept;
  await recordEvent(db, write, { organizationId, bookingId, kind: 'synced', detail: { external_id: gone.externalId } });
  const [adopted] = await db
    .update(bookings)
    .set({ externalId: gone.externalId, externalStart: gone.externalStart, externalEnd: gone.externalEnd })
    .where(eq(bookings.id, bookingId))
    .returning();
  return adopted ?? kept;
}
