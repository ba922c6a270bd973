import { and, arrayContains, eq } from 'drizzle-orm';
import type { WebhookEventType } from '@/lib/contracts/webhook-endpoints';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { webhookEndpoints, webhookMessages } from '@/lib/db/schema/outgoing';
import { queueDeliveries } from '@/lib/webhook-outbox/delivery/queue-deliveries';

/** What is told, before it is a message. */
export interface Telling {
  organizationId: string;
  eventType: WebhookEventType;
  /** What it tells of; the same is told once. */
  sourceKey: string;
  bookingId: string | null;
  occurredAt: Date;
  data: Record<string, unknown>;
}

/**
 * Writes a message and its way to every endpoint that wants it, once: told again, nothing happens. Nothing is kept of
 * what no endpoint of the organization asks for; one that is switched off has it kept for a replay.
 */
export async function writeMessage(
  db: Database,
  { ids, now }: { ids: IdSource; now: Date },
  telling: Telling,
): Promise<void> {
  const { organizationId, eventType, sourceKey, bookingId, occurredAt, data } = telling;
  await db.transaction(async (tx) => {
    const wanting = await tx
      .select({ id: webhookEndpoints.id, enabled: webhookEndpoints.enabled })
      .from(webhookEndpoints)
      .where(
        and(
          eq(webhookEndpoints.organizationId, organizationId),
          arrayContains(webhookEndpoints.eventTypes, [eventType]),
        ),
      )
      .orderBy(webhookEndpoints.id);
    if (wanting.length === 0) return;
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
    const targets = wanting
      .filter(({ enabled }) => enabled)
      .map(({ id }) => ({ messageId: message.id, endpointId: id }));
    await queueDeliveries(tx, { ids, now }, organizationId, targets);
  });
}
