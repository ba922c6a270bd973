import { and, eq, sql } from 'drizzle-orm';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { crmObjects } from '@/lib/db/schema/outgoing';
import type { Shipment } from '@/lib/webhook-outbox/delivery/transport';

/** What the CRM holds of a booking, and of when the newest event is that it was told; null before the first one. */
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

/** Notes what the CRM holds now; the time of what it was told never goes back. */
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
      toldAt: message.occurredAt,
    })
    .onConflictDoUpdate({
      target: [crmObjects.endpointId, crmObjects.bookingId],
      set: { externalId, toldAt: sql`greatest(${crmObjects.toldAt}, excluded.told_at)` },
    });
}
