import { sql } from 'drizzle-orm';
import { hasTime, isConfirmed } from '@/lib/bookings/lifecycle';
import type { Database } from '@/lib/db/client';
import { retriedTransaction } from '@/lib/db/transaction';
import type { JobContext } from '@/lib/jobs/job-context';
import { deriveAttendance } from './derive-attendance';

/** Meetings that ended earlier were left open on purpose, or before the rule was set. */
const MAX_AGE = '30 days';
const BATCH = 200;

interface Due extends Record<string, unknown> {
  id: string;
  says: boolean;
}

/**
 * Applies an organization's rule to ended meetings that nobody has marked. The rule is evidence like any other, so a later
 * mark overrides it.
 * @returns bookings decided
 */
export async function applyUnmarkedRule({ db, clock, ids }: Omit<JobContext, 'logger'>): Promise<number> {
  const now = clock.now();
  const due = await dueBookings(db, now);
  const actor = { kind: 'cron', name: 'attendance' } as const;
  for (const { id, says } of due)
    await retriedTransaction(db, (tx) =>
      deriveAttendance(tx, { actor, ids, now }, id, (booking, people) =>
        people
          .filter(({ showedUp }) => showedUp === null)
          .map((person) => ({
            kind: 'unmarked_rule' as const,
            says,
            at: now,
            occasion: booking.startTime,
            sourceKey: `rule:${booking.startTime.toISOString()}`,
            attendee: { id: person.id },
            detail: {},
            actor,
          })),
      ),
    );
  return due.length;
}

/** `personOf` of an attendee `a`. */
const personInSql = sql.raw("coalesce(lower(a.email), 'name:' || a.name)");

async function dueBookings(db: Database, now: Date): Promise<Due[]> {
  const { rows } = await db.execute<Due>(sql`
    select booking_events.id, r.unmarked = 'showed' as says
      from attendance_rules r
      join booking_events on booking_events.organization_id = r.organization_id
     where r.unmarked <> 'pending'
       and (booking_events.status = 'completed' or booking_events.status = 'pending' and booking_events.fulfilment = 'meeting')
       and ${isConfirmed} and ${hasTime}
       and booking_events.start_time > ${now}::timestamptz - interval '${sql.raw(MAX_AGE)}' - r.unmarked_after_hours * interval '1 hour'
       and booking_events.end_time <= ${now}::timestamptz - r.unmarked_after_hours * interval '1 hour'
       and exists (
         select from attendees a
          where a.booking_id = booking_events.id and a.showed_up is null
            and not exists (
              select from attendance_evidence e
               where e.booking_id = booking_events.id and e.person = ${personInSql} and e.kind = 'unmarked_rule' and e.occasion = booking_events.start_time))
     order by booking_events.start_time
     limit ${BATCH}`);
  return rows;
}
