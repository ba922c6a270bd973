import { sql } from 'drizzle-orm';
import { TIME_UNKNOWN } from '@/lib/bookings/meeting-status';
import { AWAITING_CONFIRMATION } from '@/lib/bookings/rules';
import { retriedTransaction } from '@/lib/db/transaction';
import type { MatchContext } from '@/lib/leads/matching/match-booking';
import { deriveAttendance } from './derive-attendance';

/** Whoever says something of a meeting that ended longer ago settles it by himself. */
const MAX_AGO = '30 days';
const BATCH = 200;

/**
 * Settles the meetings that have ended meanwhile and of which it was known before who came; what becomes known later
 * settles them as it does. A meeting that another run has settled stays as it is.
 * @returns meetings looked at
 */
export async function completeEndedMeetings({ db, clock, ids }: MatchContext): Promise<number> {
  const now = clock.now();
  // The same people as `meetingStatus` decides by, which has the last word.
  const { rows } = await db.execute<{ id: string }>(sql`
    select b.id
      from booking_events b
     where b.live and b.status = 'pending' and b.fulfilment = 'meeting'
       and b.end_time <= ${now} and b.end_time > ${now}::timestamptz - interval '${sql.raw(MAX_AGO)}'
       and b.status_reason is distinct from ${AWAITING_CONFIRMATION}
       and b.sync_error is distinct from ${TIME_UNKNOWN}
       and (select bool_or(a.showed_up) or bool_and(a.showed_up is false) from attendees a where a.booking_id = b.id)
     order by b.end_time
     limit ${BATCH}`);
  const writer = { actor: { kind: 'cron', name: 'attendance' } as const, ids, now };
  for (const { id } of rows) await retriedTransaction(db, (tx) => deriveAttendance(tx, writer, id));
  return rows.length;
}
