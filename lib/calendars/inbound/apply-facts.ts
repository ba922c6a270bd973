import { and, eq, inArray, or } from 'drizzle-orm';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import { createFromProvider } from '@/lib/calendars/inbound/internal/create-from-provider';
import { mergeDuplicates } from '@/lib/calendars/inbound/internal/merge-duplicates';
import { mergeFacts } from '@/lib/calendars/inbound/internal/merge-facts';
import { updateFromProvider } from '@/lib/calendars/inbound/internal/update-from-provider';
import type { Actor } from '@/lib/core/context';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { bookings } from '@/lib/db/schema/bookings';
import { externalBookings } from '@/lib/db/schema/external-bookings';
import { type ExternalFact, type Known, stateOf } from './external-state';

/** The transaction in which what a provider told is taken in. */
export interface ExternalWrite {
  db: Database;
  ids: IdSource;
  now: Date;
  actor: Actor;
}

/** What taking facts in came to. */
export interface IngestResult {
  /** Ours that they are about; null while too little is known for one. */
  bookingId: string | null;
  changed: boolean;
  /** Whether they told anything that was not known. */
  news: boolean;
}

/**
 * Takes in what a provider says about one booking: merges it with everything that was said before, under whichever ids,
 * and makes our booking stand as all of it together says. So neither order nor repetition matters, and webhooks and
 * polls are the same to it. Call it in a transaction; it locks the rows that it touches.
 */
export async function applyFacts(
  write: ExternalWrite,
  connection: ConnectionRow,
  facts: readonly ExternalFact[],
): Promise<IngestResult> {
  const learnt = await mergeFacts(write, connection, facts);
  const named = stateOf(learnt.ids)?.ourId ?? null;
  const locked = await lock(
    write.db,
    connection,
    [...learnt.bookingIds, ...(named === null ? [] : [named])],
    [...learnt.ids.keys()],
  );
  // Whoever held the booking may have learnt more: what counts is what is known now.
  const known = locked.length > 0 && learnt.ids.size > 1 ? await learnt.again() : learnt.ids;
  const state = stateOf(known);
  const isNews = learnt.news;
  const booking = locked.length > 1 ? await mergeDuplicates(write, locked, state) : locked[0];
  if (booking) {
    await tie(write.db, connection, known, booking.id);
    const changed = state ? await updateFromProvider(write, connection, booking, state, [...known.keys()]) : false;
    return { bookingId: booking.id, changed: changed || locked.length > 1, news: isNews };
  }
  if (!state?.born) return { bookingId: null, changed: false, news: isNews };
  const bookingId = await createFromProvider(write, connection, state);
  await tie(write.db, connection, known, bookingId);
  return { bookingId, changed: true, news: isNews };
}

/** Those of ours that they stand for by what was told, and those that were booked there by us. */
function lock(db: Database, { id, organizationId }: ConnectionRow, tied: string[], externalIds: string[]) {
  const there = and(eq(bookings.connectionId, id), inArray(bookings.externalId, externalIds));
  return db
    .select()
    .from(bookings)
    .where(
      and(eq(bookings.organizationId, organizationId), tied.length > 0 ? or(inArray(bookings.id, tied), there) : there),
    )
    .orderBy(bookings.id)
    .for('update');
}

async function tie(
  db: Database,
  { id }: ConnectionRow,
  known: ReadonlyMap<string, Known>,
  bookingId: string,
): Promise<void> {
  await db
    .update(externalBookings)
    .set({ bookingId })
    .where(and(eq(externalBookings.connectionId, id), inArray(externalBookings.externalId, [...known.keys()])));
}
