import type { Clock } from '@/lib/core/clock';
import type { IdSource } from '@/lib/core/ids';
import { anyOf } from '@/lib/db/any-of';
import type { Database } from '@/lib/db/client';
import { attendees } from '@/lib/db/schema/bookings';
import { retriedTransaction } from '@/lib/db/transaction';
import { deriveLeads, leadsOfBookings } from '@/lib/leads/derive-lead';
import { matchAttendees } from './match-attendees';

export interface MatchContext {
  db: Database;
  clock: Clock;
  ids: IdSource;
}

/** Matches the people of bookings, and makes every lead that they concern or concerned say what is. */
export async function matchBookings({ db, clock, ids }: MatchContext, bookingIds: readonly string[]): Promise<void> {
  const writer = { db, ids, now: clock.now() };
  const people = await db
    .select({ id: attendees.id, organizationId: attendees.organizationId })
    .from(attendees)
    .where(anyOf(attendees.bookingId, bookingIds));
  for (const organizationId of new Set(people.map((person) => person.organizationId))) {
    const theirs = people.filter((person) => person.organizationId === organizationId);
    await matchAttendees(
      writer,
      organizationId,
      theirs.map(({ id }) => id),
    );
  }
  await retriedTransaction(db, async (tx) => deriveLeads(tx, writer, await leadsOfBookings(tx, bookingIds)));
}
