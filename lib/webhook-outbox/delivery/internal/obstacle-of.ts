import { and, eq, gt, ne } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { webhookDeliveries, webhookEndpoints, webhookMessages } from '@/lib/db/schema/outgoing';

/**
 * Why a delivery cannot be claimed although it is due; inside the claim's transaction.
 * `under_way`: another message of the same booking is being sent to the same CRM, where both could create the same record.
 * `crowded`: the endpoint is failing and has a request under way. Failing endpoints get one runner at a time, so that a slow
 * one does not hold up other organizations.
 */
export async function obstacleOf(tx: Database, deliveryId: string, now: Date): Promise<'under_way' | 'crowded' | null> {
  const [mine] = await tx
    .select({
      endpointId: webhookEndpoints.id,
      kind: webhookEndpoints.kind,
      failingSince: webhookEndpoints.failingSince,
      bookingId: webhookMessages.bookingId,
    })
    .from(webhookDeliveries)
    .innerJoin(webhookMessages, eq(webhookMessages.id, webhookDeliveries.messageId))
    .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
    .where(eq(webhookDeliveries.id, deliveryId));
  if (!mine || (mine.kind === 'standard' && mine.failingSince === null)) return null;
  // Serializes the claims for this endpoint.
  await tx
    .select({ id: webhookEndpoints.id })
    .from(webhookEndpoints)
    .where(eq(webhookEndpoints.id, mine.endpointId))
    .for('no key update');
  const others = await tx
    .select({ bookingId: webhookMessages.bookingId })
    .from(webhookDeliveries)
    .innerJoin(webhookMessages, eq(webhookMessages.id, webhookDeliveries.messageId))
    .where(
      and(
        eq(webhookDeliveries.endpointId, mine.endpointId),
        eq(webhookDeliveries.status, 'waiting'),
        ne(webhookDeliveries.id, deliveryId),
        gt(webhookDeliveries.claimedUntil, now),
      ),
    );
  const isSameBooking = mine.bookingId !== null && others.some(({ bookingId }) => bookingId === mine.bookingId);
  if (mine.kind !== 'standard' && isSameBooking) return 'under_way';
  return mine.failingSince !== null && others.length > 0 ? 'crowded' : null;
}
