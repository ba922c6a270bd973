import { anyOf } from '@/lib/db/any-of';
import { attendees } from '@/lib/db/schema/bookings';
import { retriedTransaction } from '@/lib/db/transaction';
import type { JobContext } from '@/lib/jobs/job-context';
import { deriveLeads, leadsOfBookings } from '@/lib/leads/derive-lead';
import { matchAttendees } from './match-attendees';

/** Matches the attendees of bookings, and updates every lead they have or had. */
export async function matchBookings(
  { db, clock, ids }: Omit<JobContext, 'logger'>,
  bookingIds: readonly string[],
): Promise<void> {
  const ctx = { db, ids, now: clock.now() };
  const people = await db
    .select({ id: attendees.id, organizationId: attendees.organizationId })
    .from(attendees)
    .where(anyOf(attendees.bookingId, bookingIds));
  for (const organizationId of new Set(people.map((person) => person.organizationId))) {
    const theirs = people.filter((person) => person.organizationId === organizationId);
    await matchAttendees(
      ctx,
      organizationId,
      theirs.map(({ id }) => id),
    );
  }
  await retriedTransaction(db, async (tx) => deriveLeads(tx, ctx, await leadsOfBookings(tx, bookingIds)));
}
