import { and, desc, eq, like } from 'drizzle-orm';
import { z } from 'zod';
import { webhookMessages } from '@/lib/db/schema/outgoing';
import type { JobHandler } from '@/lib/jobs/drain';
import { writeMessage } from '@/lib/webhook-outbox/internal/write-message';
import type { OutboxContext } from './outbox-context';

const payload = z.object({
  bookingId: z.string(),
  /** The booking that remains. */
  keptId: z.string(),
  at: z.coerce.date(),
});

const lastBody = z.object({ data: z.object({ booking: z.record(z.string(), z.unknown()) }) });

/**
 * Handles `BOOKING_MERGED`: a booking turned out to be the same as another one and is gone. If it was published before, it
 * is published as cancelled, once, in its last published form and with the id of the other.
 */
export function publishMerged({ db, clock, ids }: Pick<OutboxContext, 'db' | 'clock' | 'ids'>): JobHandler {
  return async (job) => {
    const { bookingId, keptId, at } = payload.parse(job.payload);
    const [last] = await db
      .select()
      .from(webhookMessages)
      .where(and(eq(webhookMessages.bookingId, bookingId), like(webhookMessages.eventType, 'booking.%')))
      .orderBy(desc(webhookMessages.occurredAt), desc(webhookMessages.id))
      .limit(1);
    if (!last || last.eventType === 'booking.cancelled') return;
    const { booking } = lastBody.parse(JSON.parse(last.body)).data;
    await writeMessage(
      db,
      { ids, now: clock.now() },
      {
        organizationId: last.organizationId,
        eventType: 'booking.cancelled',
        sourceKey: `joined:${bookingId}`,
        bookingId,
        occurredAt: at,
        data: {
          booking: { ...booking, status: 'cancelled', status_reason: SAME_MEETING, updated_at: at.toISOString() },
          change: { kind: 'cancelled', reason: SAME_MEETING, same_as: keptId },
        },
      },
    );
  };
}

/** The reason of that cancellation. */
const SAME_MEETING = 'same_meeting';
