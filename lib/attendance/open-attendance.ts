import { and, eq, exists, inArray, isNotNull, or } from 'drizzle-orm';
import { anyOf } from '@/lib/db/any-of';
import type { Database } from '@/lib/db/client';
import { attendanceEvidence } from '@/lib/db/schema/attendance';
import { attendees, bookings } from '@/lib/db/schema/bookings';
import { calls } from '@/lib/db/schema/calls';
import { retriedTransaction } from '@/lib/db/transaction';
import type { JobContext } from '@/lib/jobs/job-context';
import { deriveAttendance } from './derive-attendance';

/**
 * Derives the attendance of changed bookings that have any: after our calls end, when attendees or the start change, and
 * for meetings that took place. New evidence derives it itself.
 */
export async function deriveOpenAttendance(
  { db, clock, ids }: Omit<JobContext, 'logger'>,
  bookingIds: readonly string[],
) {
  const writer = { actor: { kind: 'cron', name: 'attendance' } as const, ids, now: clock.now() };
  for (const id of await withAttendance(db, bookingIds))
    await retriedTransaction(db, (tx) => deriveAttendance(tx, writer, id));
}

async function withAttendance(db: Database, bookingIds: readonly string[]): Promise<string[]> {
  const { id } = bookings;
  const one = { id };
  const rows = await db
    .select(one)
    .from(bookings)
    .where(
      and(
        anyOf(id, bookingIds),
        or(
          and(eq(bookings.fulfilment, 'meeting'), inArray(bookings.status, ['completed', 'failed'])),
          exists(db.select({ id: calls.id }).from(calls).where(eq(calls.bookingId, id))),
          exists(
            db
              .select({ id: attendanceEvidence.id })
              .from(attendanceEvidence)
              .where(eq(attendanceEvidence.bookingId, id)),
          ),
          exists(
            db
              .select({ id: attendees.id })
              .from(attendees)
              .where(
                and(eq(attendees.bookingId, id), or(isNotNull(attendees.showedUp), isNotNull(attendees.showTime))),
              ),
          ),
        ),
      ),
    )
    .orderBy(id);
  return rows.map((row) => row.id);
}
