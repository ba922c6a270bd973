import { and, eq, inArray, or } from 'drizzle-orm';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import { createFromProvider } from '@/lib/calendars/inbound/internal/create-from-provider';
import { mergeDuplicates } from '@/lib/calendars/inbound/internal/merge-duplicates';
import { mergeFacts } from '@/lib/calendars/inbound/internal/merge-facts';
import { updateFromProvider } from '@/lib/calendars/inbound/internal/update-from-provider';
import type { Database } from '@/lib/db/client';
import { bookings } from '@/lib/db/schema/bookings';
import { externalBookings } from '@/lib/db/schema/external-bookings';
import type { WriteContext } from '@/lib/db/write-context';
import { type ExternalFact, stateOf } from './external-state';

export interface IngestResult {
  /** Our booking that the facts are about; null while too little is known to create one. */
  bookingId: string | null;
  changed: boolean;
  /** Whether the facts contained anything new. */
  isNews: boolean;
}

/**
 * Applies what a provider reports about one booking: merges it with everything reported before, under all of its ids, and
 * brings our booking to the resulting state. Order and repetition do not matter, for webhooks and polls alike. Call it in
 * a transaction; it locks the rows it touches.
 */
export async function applyFacts(
  write: WriteContext,
  connection: ConnectionRow,
  facts: readonly ExternalFact[],
): Promise<IngestResult> {
  const merged = await mergeFacts(write, connection, facts);
  const { isNews } = merged;
  const ourId = stateOf(merged.snapshots)?.ourId ?? null;
  const locked = await lockBookings(
    write.db,
    connection,
    [...merged.bookingIds, ...(ourId === null ? [] : [ourId])],
    [...merged.snapshots.keys()],
  );
  // Another transaction may have added facts while this one waited for the lock.
  const snapshots = locked.length > 0 && merged.snapshots.size > 1 ? await merged.reload() : merged.snapshots;
  const externalIds = [...snapshots.keys()];
  const state = stateOf(snapshots);
  const booking = locked.length > 1 ? await mergeDuplicates(write, locked, state) : locked[0];
  if (booking) {
    await linkBooking(write.db, connection, externalIds, booking.id);
    const changed = state ? await updateFromProvider(write, connection, booking, state, externalIds) : false;
    return { bookingId: booking.id, changed: changed || locked.length > 1, isNews };
  }
  if (!state?.hasBeenLive) return { bookingId: null, changed: false, isNews };
  const bookingId = await createFromProvider(write, connection, state);
  await linkBooking(write.db, connection, externalIds, bookingId);
  return { bookingId, changed: true, isNews };
}

/** Our bookings that are linked to the external ids, and those that we booked at the provider. */
function lockBookings(db: Database, { id, organizationId }: ConnectionRow, linked: string[], externalIds: string[]) {
  const bookedThere = and(eq(bookings.connectionId, id), inArray(bookings.externalId, externalIds));
  return db
    .select()
    .from(bookings)
    .where(
      and(
        eq(bookings.organizationId, organizationId),
        linked.length > 0 ? or(inArray(bookings.id, linked), bookedThere) : bookedThere,
      ),
    )
    .orderBy(bookings.id)
    .for('update');
}

async function linkBooking(
  db: Database,
  { id }: ConnectionRow,
  externalIds: string[],
  bookingId: string,
): Promise<void> {
  await db
    .update(externalBookings)
    .set({ bookingId })
    .where(and(eq(externalBookings.connectionId, id), inArray(externalBookings.externalId, externalIds)));
}
