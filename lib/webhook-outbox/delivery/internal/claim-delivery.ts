import { and, eq, gt, isNull, lte, or, sql } from 'drizzle-orm';
import { webhookAttempts, webhookDeliveries, webhookEndpoints, webhookMessages } from '@/lib/db/schema/outgoing';
import {
  ATTEMPT_TIMEOUT_MS,
  type DeliveryRow,
  type EndpointRow,
  type MessageRow,
} from '@/lib/webhook-outbox/delivery/transport';
import type { OutboxContext } from '@/lib/webhook-outbox/outbox-context';
import { obstacleOf } from './obstacle-of';

export interface ClaimedDelivery {
  delivery: DeliveryRow;
  endpoint: EndpointRow;
  message: MessageRow;
  attemptId: string;
}

/** Longer than an attempt can take, shorter than the lease of its job. */
const CLAIM_MS = 2 * ATTEMPT_TIMEOUT_MS;

/**
 * Claims a delivery that is due and records the attempt. Null: nothing to do now. `under_way`: another runner has it.
 * `crowded`: the endpoint is failing and another runner is sending to it.
 */
export async function claimDelivery(
  { db, clock, ids }: Pick<OutboxContext, 'db' | 'clock' | 'ids'>,
  deliveryId: string,
): Promise<ClaimedDelivery | 'under_way' | 'crowded' | null> {
  const now = clock.now();
  return db.transaction(async (tx) => {
    const obstacle = await obstacleOf(tx, deliveryId, now);
    if (obstacle) return obstacle;
    const [delivery] = await tx
      .update(webhookDeliveries)
      .set({
        claimedUntil: new Date(now.getTime() + CLAIM_MS),
        attempts: sql`${webhookDeliveries.attempts} + 1`,
        tries: sql`${webhookDeliveries.tries} + 1`,
      })
      .where(
        and(
          eq(webhookDeliveries.id, deliveryId),
          eq(webhookDeliveries.status, 'waiting'),
          lte(webhookDeliveries.nextAttemptAt, now),
          or(isNull(webhookDeliveries.claimedUntil), lte(webhookDeliveries.claimedUntil, now)),
        ),
      )
      .returning();
    if (!delivery) return (await isUnderWay(tx, deliveryId, now)) ? 'under_way' : null;
    const [found] = await tx
      .select({ endpoint: webhookEndpoints, message: webhookMessages })
      .from(webhookEndpoints)
      .innerJoin(webhookMessages, eq(webhookMessages.id, delivery.messageId))
      .where(eq(webhookEndpoints.id, delivery.endpointId));
    if (!found) return null;
    if (!found.endpoint.enabled) {
      await tx
        .update(webhookDeliveries)
        .set({
          status: 'failed',
          lastError: 'endpoint_disabled',
          nextAttemptAt: null,
          claimedUntil: null,
          finishedAt: now,
        })
        .where(eq(webhookDeliveries.id, deliveryId));
      return null;
    }
    const attemptId = ids.make('webhookAttempt');
    await tx.insert(webhookAttempts).values({
      id: attemptId,
      organizationId: delivery.organizationId,
      deliveryId,
      number: delivery.attempts,
      startedAt: now,
    });
    return { delivery, ...found, attemptId };
  });
}

async function isUnderWay(tx: OutboxContext['db'], deliveryId: string, now: Date): Promise<boolean> {
  const [claimed] = await tx
    .select({ id: webhookDeliveries.id })
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.id, deliveryId),
        eq(webhookDeliveries.status, 'waiting'),
        lte(webhookDeliveries.nextAttemptAt, now),
        gt(webhookDeliveries.claimedUntil, now),
      ),
    );
  return claimed !== undefined;
}
