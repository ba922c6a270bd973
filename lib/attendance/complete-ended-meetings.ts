import { sql } from 'drizzle-orm';
import { awaitsAttendance, hasTime, isConfirmed } from '@/lib/bookings/lifecycle';
import { retriedTransaction } from '@/lib/db/transaction';
import type { JobContext } from '@/lib/jobs/job-context';
import { deriveAttendance } from './derive-attendance';

/** For meetings that ended earlier, new evidence derives the status itself. */
const MAX_AGE = '30 days';
const BATCH = 200;

/**
 * Completes or fails meetings that have ended and whose attendance was known before their end; evidence that arrives later
 * does so itself.
 * @returns meetings looked at
 */
export async function completeEndedMeetings({ db, clock, ids }: Omit<JobContext, 'logger'>): Promise<number> {
  const now = clock.now();
  // Preselects by the rule of `meetingStatus`, which decides.
  const { rows } = await db.execute<{ id: string }>(sql`
    select booking_events.id
      from booking_events
     where ${awaitsAttendance} and ${isConfirmed} and ${hasTime}
       and end_time <= ${now} and end_time > ${now}::timestamptz - interval '${sql.raw(MAX_AGE)}'
       and (select bool_or(a.showed_up) or bool_and(a.showed_up is false)
              from attendees a where a.booking_id = booking_events.id)
     order by end_time
     limit ${BATCH}`);
  const writer = { actor: { kind: 'cron', name: 'attendance' } as const, ids, now };
  for (const { id } of rows) await retriedTransaction(db, (tx) => deriveAttendance(tx, writer, id));
  return rows.length;
}
