import { z } from 'zod';
import { retriedTransaction } from '@/lib/db/transaction';
import type { JobHandler } from '@/lib/jobs/drain';
import { personOf } from './attendance-rule';
import type { MatchContext } from './match-booking';
import { settleAttendance } from './settle-attendance';

const payload = z.object({
  bookingId: z.string(),
  /** Who says so, e.g. `calcom`. */
  source: z.string(),
  kind: z.enum(['no_show_marked', 'no_show_unmarked', 'attended', 'meeting_ended']),
  /** Null: of everybody on the booking. */
  attendeeEmail: z.string().nullable(),
  /** When it happened, by the provider. */
  at: z.coerce.date(),
  /** Null: read there, not told. */
  webhookEventId: z.string().nullish(),
  /** The start of the meeting that the provider speaks of; absent = the booking's present one. */
  occasion: z.coerce.date().nullish(),
});

const says = { no_show_marked: false, no_show_unmarked: null, attended: true, meeting_ended: null } as const;

/** Does `ATTENDANCE_REPORTED`: what a calendar's provider says of somebody's coming is kept and counts. */
export function reportAttendance({ db, clock, ids }: MatchContext): JobHandler {
  return async (job) => {
    const { bookingId, source, kind, attendeeEmail, at, webhookEventId, occasion } = payload.parse(job.payload);
    const actor = { kind: 'provider', name: source } as const;
    const writer = { actor, ids, now: clock.now() };
    await retriedTransaction(db, (tx) =>
      settleAttendance(tx, writer, bookingId, (booking) => [
        {
          kind,
          says: says[kind],
          at,
          occasion: occasion ?? booking.startTime,
          // The same fact, told twice or told and read, is one.
          sourceKey: `${source}:${kind}:${at.toISOString()}`,
          attendee: attendeeEmail === null ? 'all' : { person: personOf({ email: attendeeEmail, name: '' }) },
          detail: { source, webhook_event_id: webhookEventId ?? null },
          actor,
        },
      ]),
    );
  };
}
