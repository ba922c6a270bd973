import { and, eq, inArray, or } from 'drizzle-orm';
import type { Actor } from '@/lib/core/context';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { bookingEvents } from '@/lib/db/schema/bookings';
import { externalBookings } from '@/lib/db/schema/external-bookings';
import { changeExternal } from '@/lib/calendars/inbound/internal/update-from-provider';
import { createExternal } from '@/lib/calendars/inbound/internal/create-from-provider';
import { type ExternalFact, type Known, stateOf } from './external-state';
import { joinDoubles } from '@/lib/calendars/inbound/internal/merge-duplicates';
import { learn } from '@/lib/calendars/inbound/internal/merge-facts';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';

/** The transaction in which what a provider told is taken in. */
export interface ExternalWrite {
  db: Database;
  ids: IdSource;
  now: Date;
  actor: Actor;
}

/** What taking facts in came to. */
export interface Taken {
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
export async function takeExternal(
  write: ExternalWrite,
  connection: ConnectionRow,
  facts: readonly ExternalFact[],
): Promise<Taken> {
  const learnt = await learn(write, connection, facts);
  const named = stateOf(learnt.ids)?.ourId ?? null;
  const bookings = await lock(
    write.db,
    connection,
    [...learnt.bookingIds, ...(named === null ? [] : [named])],
    [...learnt.ids.keys()],
  );
  // Whoever held the booking may have learnt more: what counts is what is known now.
  const known = bookings.length > 0 && learnt.ids.size > 1 ? await learnt.again() : learnt.ids;
  const state = stateOf(known);
  const isNews = learnt.news;
  const booking = bookings.length > 1 ? await joinDoubles(write, bookings, state) : bookings[0];
  if (booking) {
    await tie(write.db, connection, known, booking.id);
    const changed = state ? await changeExternal(write, connection, booking, state, [...known.keys()]) : false;
    return { bookingId: booking.id, changed: changed || bookings.length > 1, news: isNews };
  }
  if (!state?.born) return { bookingId: null, changed: false, news: isNews };
  const bookingId = await createExternal(write, connection, state);
  await tie(write.db, connection, known, bookingId);
  return { bookingId, changed: true, news: isNews };
}

/** Those of ours that they stand for by what was told, and those that were booked there by us. */
function lock(db: Database, { id, organizationId }: ConnectionRow, tied: string[], externalIds: string[]) {
  const there = and(eq(bookingEvents.connectionId, id), inArray(bookingEvents.externalId, externalIds));
  return db
    .select()
    .from(bookingEvents)
    .where(
      and(
        eq(bookingEvents.organizationId, organizationId),
        tied.length > 0 ? or(inArray(bookingEvents.id, tied), there) : there,
      ),
    )
    .orderBy(bookingEvents.id)
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
