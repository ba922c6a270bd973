import { retriedTransaction } from '@/lib/db/transaction';
import { enqueueAll } from '@/lib/jobs/enqueue';
import { ATTENDANCE_REPORTED } from './attendance-reported';
import type { CalendarContext } from './calendar-context';
import { noteMissing } from './internal/note-missing';
import type { ConnectionRow } from './open-connection';
import type { ToldPage } from './provider-module';
import { forgetSlots } from './slot-cache';
import { takeExternal } from './take-external';

/**
 * Takes in what a provider's list says of its bookings: the same path as its webhooks. What changed something here
 * although its delivery is overdue was never delivered; the inbox counts it as missing.
 * @returns how many of our bookings changed
 */
export async function takeTold(
  calendar: CalendarContext,
  connection: ConnectionRow,
  { bookings }: ToldPage,
): Promise<number> {
  const { db, ids, clock } = calendar;
  const actor = { kind: 'provider', name: connection.provider } as const;
  let changed = 0;
  for (const booking of bookings) {
    const now = clock.now();
    const taken = await retriedTransaction(db, async (tx) => {
      const result = await takeExternal({ db: tx, ids, now, actor }, connection, booking.facts);
      const at = Math.max(...booking.facts.map((fact) => fact.at));
      if (result.news && result.bookingId !== null)
        await enqueueAll(
          tx,
          { ids, now },
          booking.attendance.map((news) => ({
            name: ATTENDANCE_REPORTED,
            key: `${result.bookingId}:${news.kind}:${news.attendeeEmail ?? ''}:${news.at}`,
            organizationId: connection.organizationId,
            payload: {
              bookingId: result.bookingId,
              connectionId: connection.id,
              externalId: booking.externalId,
              source: connection.provider,
              ...news,
              webhookEventId: null,
            },
            runAt: now,
          })),
        );
      if (result.changed)
        await noteMissing(tx, { ids, now }, connection, {
          externalId: booking.externalId,
          at: new Date(at),
          said: booking,
        });
      return result;
    });
    if (taken.changed) changed += 1;
  }
  if (changed > 0) await forgetSlots(calendar, connection.id);
  return changed;
}
