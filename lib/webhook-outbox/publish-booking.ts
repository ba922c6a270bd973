import { and, eq, exists } from 'drizzle-orm';
import type { WebhookEventType } from '@/lib/contracts/webhook-endpoints';
import { anyOf } from '@/lib/db/any-of';
import { bookingHistory, bookings } from '@/lib/db/schema/bookings';
import { webhookEndpoints } from '@/lib/db/schema/outgoing';
import type { BatchHandler } from '@/lib/jobs/drain';
import { bookingFacts } from '@/lib/webhook-outbox/internal/booking-facts';
import { callFacts } from '@/lib/webhook-outbox/internal/call-facts';
import { writeMessage } from '@/lib/webhook-outbox/internal/write-message';
import type { OutboxContext } from './outbox-context';

/** The public type of each event of a booking. `call.completed` follows from events that name a call. */
const eventTypeOf: Readonly<Record<string, WebhookEventType>> = {
  created: 'booking.created',
  restored: 'booking.created',
  rescheduled: 'booking.rescheduled',
  cancelled: 'booking.cancelled',
  completed: 'booking.completed',
  failed: 'booking.failed',
  reopened: 'booking.reopened',
  no_show: 'booking.no_show',
};
const endsACall: ReadonlySet<string> = new Set(['completed', 'failed', 'retry_scheduled']);

/** Publishes events of bookings; each message once, however often the job runs. */
export function publishBooking(context: Pick<OutboxContext, 'db' | 'clock' | 'ids'>): BatchHandler {
  return {
    async handleBatch(jobs) {
      const { db } = context;
      const historyIds = jobs.map(({ payload }) => String(payload.historyId));
      const events = await db
        .select()
        .from(bookingHistory)
        .where(
          and(
            anyOf(bookingHistory.id, historyIds),
            // Without any endpoint nothing is stored.
            exists(
              db
                .select({ id: webhookEndpoints.id })
                .from(webhookEndpoints)
                .where(eq(webhookEndpoints.organizationId, bookingHistory.organizationId)),
            ),
          ),
        )
        .orderBy(bookingHistory.at, bookingHistory.id);
      for (const event of events) await db.transaction((tx) => publish({ ...context, db: tx }, event));
    },
  };
}

async function publish(
  { db, clock, ids }: Pick<OutboxContext, 'db' | 'clock' | 'ids'>,
  event: typeof bookingHistory.$inferSelect,
): Promise<void> {
  const { organizationId, bookingId, kind, detail, at } = event;
  // Locked until the message is written: if the booking is merged away, `publishMerged` sees what was published before.
  const [locked] = await db
    .select({ id: bookings.id })
    .from(bookings)
    .where(eq(bookings.id, bookingId))
    .for('key share');
  const booking = locked && (await bookingFacts(db, bookingId));
  if (!booking) return;
  const base = { organizationId, sourceKey: event.id, bookingId, occurredAt: at };
  const ctx = { ids, now: clock.now() };
  const eventType = eventTypeOf[kind];
  if (eventType) await writeMessage(db, ctx, { ...base, eventType, data: { booking, change: { kind, ...detail } } });
  const callId = endsACall.has(kind) && typeof detail.call_id === 'string' ? detail.call_id : null;
  const call = callId && (await callFacts(db, callId));
  if (call) await writeMessage(db, ctx, { ...base, eventType: 'call.completed', data: { call, booking } });
}
