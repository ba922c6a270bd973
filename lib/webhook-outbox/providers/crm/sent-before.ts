import { and, eq, sql } from 'drizzle-orm';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { crmObjects } from '@/lib/db/schema/outgoing';
import type { Shipment } from '@/lib/webhook-outbox/delivery/transport';

/** The CRM's record of a booking, and the time of the newest event sent; null before the first. */
export async function sentBefore(
  db: Database,
  { endpoint, message }: Pick<Shipment, 'endpoint' | 'message'>,
): Promise<typeof crmObjects.$inferSelect | null> {
  const [row] = await db
    .select()
    .from(crmObjects)
    .where(and(eq(crmObjects.endpointId, endpoint.id), eq(crmObjects.bookingId, message.bookingId ?? '')));
  return row ?? null;
}

/** Records what was sent; the time of the newest event never goes back. */
export async function recordSent(
  { db, ids }: { db: Database; ids: IdSource },
  { endpoint, message }: Pick<Shipment, 'endpoint' | 'message'>,
  externalId: string,
): Promise<void> {
  await db
    .insert(crmObjects)
    .values({
      id: ids.make('crmTarget'),
      organizationId: endpoint.organizationId,
      endpointId: endpoint.id,
      bookingId: message.bookingId ?? '',
      externalId,
      sentAt: message.occurredAt,
    })
    .onConflictDoUpdate({
      target: [crmObjects.endpointId, crmObjects.bookingId],
      set: { externalId, sentAt: sql`greatest(${crmObjects.sentAt}, excluded.told_at)` },
    });
}
