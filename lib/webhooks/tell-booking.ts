import { eq } from 'drizzle-orm';
import type { WebhookEventType } from '@/lib/contracts/webhook-endpoints';
import { bookingHistory } from '@/lib/db/schema/bookings';
import type { JobHandler } from '@/lib/jobs/drain';
import { bookingFacts } from './internal/booking-facts';
import { callFacts } from './internal/call-facts';
import type { OutgoingContext } from './outgoing-context';
import { writeMessage } from './write-message';

/** Which event of a booking is told under which name. The end of a call is told by the event that names its call. */
const toldAs: Readonly<Record<string, WebhookEventType>> = {
  created: 'booking.created',
  restored: 'booking.created',
  rescheduled: 'booking.rescheduled',
  cancelled: 'booking.cancelled',
  completed: 'booking.completed',
  failed: 'booking.failed',
  no_show: 'booking.no_show',
};
const endsACall: ReadonlySet<string> = new Set(['completed', 'failed', 'retry_scheduled']);

/** Tells of one event of a booking; each of its messages once, however often the job runs. */
export function tellBooking(context: Pick<OutgoingContext, 'db' | 'clock' | 'ids'>): JobHandler {
  const { db, clock, ids } = context;
  return async (job) => {
    const [event] = await db
      .select()
      .from(bookingHistory)
      .where(eq(bookingHistory.id, String(job.payload.historyId)));
    const booking = event && (await bookingFacts(db, event.bookingId));
    if (!event || !booking) return;
    const { organizationId, bookingId, kind, detail, at } = event;
    const telling = { organizationId, sourceKey: event.id, bookingId, occurredAt: at };
    const writer = { ids, now: clock.now() };
    const eventType = toldAs[kind];
    if (eventType)
      await writeMessage(db, writer, { ...telling, eventType, data: { booking, change: { kind, ...detail } } });
    const callId = endsACall.has(kind) && typeof detail.call_id === 'string' ? detail.call_id : null;
    const call = callId && (await callFacts(db, callId));
    if (call) await writeMessage(db, writer, { ...telling, eventType: 'call.completed', data: { call, booking } });
  };
}
