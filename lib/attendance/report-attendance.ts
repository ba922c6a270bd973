import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { personOf } from '@/lib/attendance/internal/attendance-rule';
import type { NewEvidence } from '@/lib/attendance/internal/evidence-rows';
import type { Database } from '@/lib/db/client';
import { externalBookings } from '@/lib/db/schema/external-bookings';
import { retriedTransaction } from '@/lib/db/transaction';
import type { JobHandler } from '@/lib/jobs/drain';
import type { JobContext } from '@/lib/jobs/job-context';
import { type AttendanceOfBooking, deriveAttendance } from './derive-attendance';

const payload = z.object({
  bookingId: z.string(),
  /** The provider's booking: ours may have been merged into another one meanwhile. */
  connectionId: z.string().nullish(),
  externalId: z.string().nullish(),
  /** Who says so, e.g. `calcom`. */
  source: z.string(),
  kind: z.enum(['no_show_marked', 'no_show_unmarked', 'attended', 'meeting_ended']),
  /** Null: everyone on the booking. */
  attendeeEmail: z.string().nullable(),
  /** When it happened, by the provider. */
  at: z.coerce.date(),
  /** Null: read by the poll, not delivered. */
  webhookEventId: z.string().nullish(),
  /** The start of the meeting the report is about; absent = the booking's current one. */
  occasion: z.coerce.date().nullish(),
});

const says = { no_show_marked: false, no_show_unmarked: null, attended: true, meeting_ended: null } as const;

/** Handles `ATTENDANCE_REPORTED`: stores what a calendar provider reports about attendance. */
export function reportAttendance({ db, clock, ids }: Omit<JobContext, 'logger'>): JobHandler {
  return async (job) => {
    const report = payload.parse(job.payload);
    const { source, kind, attendeeEmail, at, webhookEventId, occasion } = report;
    const actor = { kind: 'provider', name: source } as const;
    const writer = { actor, ids, now: clock.now() };
    const added = (booking: AttendanceOfBooking): NewEvidence[] => [
      {
        kind,
        says: says[kind],
        at,
        occasion: occasion ?? booking.startTime,
        // The same fact, delivered twice or delivered and read, is one.
        sourceKey: `${source}:${kind}:${at.toISOString()}`,
        attendee: attendeeEmail === null ? 'all' : { person: personOf({ email: attendeeEmail, name: '' }) },
        detail: { source, webhook_event_id: webhookEventId ?? null },
        actor,
      },
    ];
    await retriedTransaction(db, async (tx) => {
      if (await deriveAttendance(tx, writer, report.bookingId, added)) return;
      const bookingId = await bookingNow(tx, report);
      if (bookingId !== null) await deriveAttendance(tx, writer, bookingId, added);
    });
  };
}

/** Our booking that the provider's booking is linked to now. */
async function bookingNow(
  tx: Database,
  { connectionId, externalId }: z.output<typeof payload>,
): Promise<string | null> {
  if (!connectionId || !externalId) return null;
  const [linked] = await tx
    .select({ bookingId: externalBookings.bookingId })
    .from(externalBookings)
    .where(and(eq(externalBookings.connectionId, connectionId), eq(externalBookings.externalId, externalId)));
  return linked?.bookingId ?? null;
}
