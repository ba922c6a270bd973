import type { CalendarContext } from '@/lib/calendars/calendar-context';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import { countEach } from '@/lib/calendars/inbound/internal/count-each';
import { ATTENDANCE_REPORTED } from '@/lib/calendars/job-names';
import type { FactPage } from '@/lib/calendars/provider-module';
import { forgetSlots } from '@/lib/calendars/slots/slot-cache';
import { retriedTransaction } from '@/lib/db/transaction';
import { enqueueAll } from '@/lib/jobs/enqueue';
import { applyFacts, type IngestResult } from './apply-facts';
import { recordMissedDelivery } from './internal/record-missed-delivery';

/**
 * Applies what a provider's list reports about its bookings, by the same path as its webhooks. A change whose webhook is
 * overdue was never delivered: the inbox counts it as missing.
 * @returns how many of our bookings changed
 * @throws the first failure, once the others are done
 */
export async function ingestPage(
  calendar: CalendarContext,
  connection: ConnectionRow,
  { bookings }: FactPage,
): Promise<number> {
  let hasChanged = false;
  try {
    return await countEach(bookings, async (booking) => {
      const { changed } = await ingestBooking(calendar, connection, booking);
      hasChanged ||= changed;
      return changed;
    });
  } finally {
    if (hasChanged) await forgetSlots(calendar, connection.id);
  }
}

function ingestBooking(
  calendar: CalendarContext,
  connection: ConnectionRow,
  booking: FactPage['bookings'][number],
): Promise<IngestResult> {
  const { db, ids, clock } = calendar;
  const now = clock.now();
  const actor = { kind: 'provider', name: connection.provider } as const;
  return retriedTransaction(db, async (tx) => {
    const result = await applyFacts({ db: tx, ids, now, actor }, connection, booking.facts);
    const { bookingId } = result;
    if (result.isNews && bookingId !== null)
      await enqueueAll(
        tx,
        { ids, now },
        booking.attendance.map((report) => ({
          name: ATTENDANCE_REPORTED,
          key: `${bookingId}:${report.kind}:${report.attendeeEmail ?? ''}:${report.at}`,
          organizationId: connection.organizationId,
          payload: {
            bookingId,
            connectionId: connection.id,
            externalId: booking.externalId,
            source: connection.provider,
            ...report,
            webhookEventId: null,
          },
          runAt: now,
        })),
      );
    if (result.changed)
      await recordMissedDelivery(tx, calendar, now, connection, {
        externalId: booking.externalId,
        at: new Date(Math.max(...booking.facts.map(({ at }) => at))),
        said: booking,
      });
    return result;
  });
}
