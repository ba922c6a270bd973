import { eq } from 'drizzle-orm';
import type { Clock } from '@/lib/core/clock';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { attendees } from '@/lib/db/schema/bookings';
import { retriedTransaction } from '@/lib/db/transaction';
import type { JobHandler } from '@/lib/jobs/drain';
import { deriveLeads, leadsOfBooking } from './derive-lead';
import { matchAttendees } from './match-attendees';

export interface MatchContext {
  db: Database;
  clock: Clock;
  ids: IdSource;
}

/** Does `BOOKING_COUNTED`: matches the people of a booking, and makes every lead that it concerns or concerned say what is. */
export function matchBooking({ db, clock, ids }: MatchContext): JobHandler {
  return async (job) => {
    const bookingId = String(job.payload.bookingId);
    const writer = { db, ids, now: clock.now() };
    const people = await db
      .select({ id: attendees.id, organizationId: attendees.organizationId })
      .from(attendees)
      .where(eq(attendees.bookingId, bookingId));
    const [one] = people;
    if (one)
      await matchAttendees(
        writer,
        one.organizationId,
        people.map(({ id }) => id),
      );
    await retriedTransaction(db, async (tx) => deriveLeads(tx, writer, await leadsOfBooking(tx, bookingId)));
  };
}
