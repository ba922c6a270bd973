import { sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { webhookDeliveries } from '@/lib/db/schema/outgoing';
import type { WriteContext } from '@/lib/db/write-context';
import { enqueueAll } from '@/lib/jobs/enqueue';
import { DELIVERY_DUE } from '@/lib/webhook-outbox/job-names';

type QueueContext = Pick<WriteContext, 'ids' | 'now'>;

/**
 * Queues messages for endpoints, in the caller's transaction. A message queued or delivered before starts a new round of
 * attempts. @returns the ids of the deliveries
 */
export async function queueDeliveries(
  tx: Database,
  { ids, now }: QueueContext,
  organizationId: string,
  targets: { messageId: string; endpointId: string }[],
): Promise<string[]> {
  if (targets.length === 0) return [];
  const rows = await tx
    .insert(webhookDeliveries)
    .values(
      targets.map(({ messageId, endpointId }) => ({
        id: ids.make('webhookDelivery'),
        organizationId,
        messageId,
        endpointId,
        nextAttemptAt: now,
        createdAt: now,
      })),
    )
    .onConflictDoUpdate({
      target: [webhookDeliveries.messageId, webhookDeliveries.endpointId],
      set: {
        status: 'waiting',
        round: sql`${webhookDeliveries.round} + 1`,
        tries: 0,
        nextAttemptAt: now,
        finishedAt: null,
        lastError: null,
        lastStatusCode: null,
      },
    })
    .returning({ id: webhookDeliveries.id });
  const deliveryIds = rows.map(({ id }) => id);
  await wakeDeliveries(tx, { ids, now }, organizationId, deliveryIds, now);
  return deliveryIds;
}

/** Queues the next attempt of deliveries, in the caller's transaction. */
export function wakeDeliveries(
  tx: Database,
  ctx: QueueContext,
  organizationId: string,
  deliveryIds: string[],
  runAt: Date,
): Promise<void> {
  return enqueueAll(
    tx,
    ctx,
    deliveryIds.map((deliveryId) => ({
      name: DELIVERY_DUE,
      key: deliveryId,
      organizationId,
      payload: { deliveryId },
      runAt,
    })),
  );
}
