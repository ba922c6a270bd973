import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { webhookAttempts, webhookDeliveries, webhookEndpoints } from '@/lib/db/schema/outgoing';
import { wakeDeliveries } from '@/lib/webhook-outbox/delivery/queue-deliveries';
import type { EndpointRow, ShipmentResult } from '@/lib/webhook-outbox/delivery/transport';
import { disableEndpoint } from '@/lib/webhook-outbox/endpoints/disable-endpoint';
import type { OutboxContext } from '@/lib/webhook-outbox/outbox-context';
import type { ClaimedDelivery } from './claim-delivery';
import { DISABLE_AFTER_MS, nextAttemptAt } from './retry-schedule';

/** Records the result of an attempt, and what follows: success, the next attempt, the end, or an endpoint turned off. */
export async function recordAttempt(
  { db, clock, ids }: OutboxContext,
  { delivery, endpoint, attemptId }: ClaimedDelivery,
  result: ShipmentResult,
  durationMs: number,
): Promise<void> {
  const now = clock.now();
  const outcome = { statusCode: result.statusCode, error: result.ok ? null : result.error, response: result.response };
  await db.transaction(async (tx) => {
    await tx
      .update(webhookAttempts)
      .set({ finishedAt: now, durationMs, ...outcome })
      .where(eq(webhookAttempts.id, attemptId));
    // The endpoint's row first, the order in which deleting and turning off lock rows, too.
    const health = await updateHealth(tx, endpoint, result.ok, now);
    const retryAt = result.ok
      ? null
      : nextAttemptAt(delivery.id, delivery.tries, now, result.retryAfterSeconds ?? null);
    const [moved] = await tx
      .update(webhookDeliveries)
      .set({
        claimedUntil: null,
        lastStatusCode: result.statusCode,
        lastError: outcome.error,
        ...(result.ok
          ? { status: result.status, nextAttemptAt: null, finishedAt: now }
          : retryAt
            ? { nextAttemptAt: retryAt }
            : { status: 'failed' as const, nextAttemptAt: null, finishedAt: now }),
      })
      .where(
        and(
          eq(webhookDeliveries.id, delivery.id),
          eq(webhookDeliveries.attempts, delivery.attempts),
          // A replay requested meanwhile has its own attempts.
          eq(webhookDeliveries.round, delivery.round),
          // If the endpoint was turned off meanwhile the delivery has ended; a success still counts.
          result.ok ? undefined : eq(webhookDeliveries.status, 'waiting'),
        ),
      )
      .returning({ id: webhookDeliveries.id });
    if (!moved)
      await tx
        .update(webhookDeliveries)
        .set({ claimedUntil: null })
        .where(and(eq(webhookDeliveries.id, delivery.id), eq(webhookDeliveries.attempts, delivery.attempts)));
    else if (retryAt) await wakeDeliveries(tx, { ids, now }, delivery.organizationId, [delivery.id], retryAt);
    if (result.ok || !health) return;
    const { failingSince } = health;
    if (result.error === 'gone') await disableEndpoint(tx, { ids, now }, endpoint.id, 'gone');
    else if (failingSince !== null && now.getTime() - failingSince.getTime() >= DISABLE_AFTER_MS)
      await disableEndpoint(tx, { ids, now }, endpoint.id, 'failing');
  });
}

/** @returns since when the endpoint has only failed; null when it was changed meanwhile, since the answer is of the old one */
async function updateHealth(
  tx: Database,
  { id, updatedAt }: EndpointRow,
  ok: boolean,
  now: Date,
): Promise<{ failingSince: Date | null } | null> {
  const [row] = await tx
    .update(webhookEndpoints)
    .set(
      ok
        ? { lastSuccessAt: now, failingSince: null }
        : {
            lastFailureAt: now,
            failingSince: sql`coalesce(${webhookEndpoints.failingSince}, ${now.toISOString()}::timestamptz)`,
          },
    )
    .where(and(eq(webhookEndpoints.id, id), eq(webhookEndpoints.updatedAt, updatedAt)))
    .returning({ failingSince: webhookEndpoints.failingSince });
  return row ?? null;
}
