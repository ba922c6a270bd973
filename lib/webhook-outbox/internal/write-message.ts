import { and, arrayContains, eq } from 'drizzle-orm';
import type { WebhookEventType } from '@/lib/contracts/webhook-endpoints';
import type { Database } from '@/lib/db/client';
import { webhookEndpoints, webhookMessages } from '@/lib/db/schema/outgoing';
import type { WriteContext } from '@/lib/db/write-context';
import { queueDeliveries } from '@/lib/webhook-outbox/delivery/queue-deliveries';

/** The content of a message. */
interface NewMessage {
  organizationId: string;
  eventType: WebhookEventType;
  /** Identifies the event; the same event is written once. */
  sourceKey: string;
  bookingId: string | null;
  occurredAt: Date;
  data: Record<string, unknown>;
}

/**
 * Writes a message once, and a delivery for every endpoint subscribed to its type. Without a subscribed endpoint nothing is
 * stored; for one that is off, the message is stored for a replay.
 */
export async function writeMessage(
  db: Database,
  { ids, now }: Pick<WriteContext, 'ids' | 'now'>,
  content: NewMessage,
): Promise<void> {
  const { organizationId, eventType, sourceKey, bookingId, occurredAt, data } = content;
  await db.transaction(async (tx) => {
    const subscribed = await tx
      .select({ id: webhookEndpoints.id, enabled: webhookEndpoints.enabled })
      .from(webhookEndpoints)
      .where(
        and(
          eq(webhookEndpoints.organizationId, organizationId),
          arrayContains(webhookEndpoints.eventTypes, [eventType]),
        ),
      )
      .orderBy(webhookEndpoints.id);
    if (subscribed.length === 0) return;
    const [message] = await tx
      .insert(webhookMessages)
      .values({
        id: ids.make('webhookMessage'),
        organizationId,
        eventType,
        sourceKey,
        bookingId,
        body: JSON.stringify({ type: eventType, timestamp: occurredAt.toISOString(), data }),
        occurredAt,
        createdAt: now,
      })
      .onConflictDoNothing({
        target: [webhookMessages.organizationId, webhookMessages.sourceKey, webhookMessages.eventType],
      })
      .returning({ id: webhookMessages.id });
    if (!message) return;
    const targets = subscribed
      .filter(({ enabled }) => enabled)
      .map(({ id }) => ({ messageId: message.id, endpointId: id }));
    await queueDeliveries(tx, { ids, now }, organizationId, targets);
  });
}
