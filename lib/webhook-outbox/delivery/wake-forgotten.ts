import { and, asc, eq, isNull, lt, or } from 'drizzle-orm';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { webhookDeliveries } from '@/lib/db/schema/outgoing';
import { MINUTE_MS } from '@/lib/time/units';
import { wakeDeliveries } from './queue-deliveries';

const FORGOTTEN_AFTER_MS = 30 * MINUTE_MS;
const MOST = 500;

/**
 * Queues deliveries anew that should have been tried half an hour ago: their job ended without them, after a long failure
 * of our own. @returns how many
 */
export async function wakeForgotten(db: Database, { ids, now }: { ids: IdSource; now: Date }): Promise<number> {
  const rows = await db
    .select({ id: webhookDeliveries.id, organizationId: webhookDeliveries.organizationId })
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.status, 'waiting'),
        lt(webhookDeliveries.nextAttemptAt, new Date(now.getTime() - FORGOTTEN_AFTER_MS)),
        or(isNull(webhookDeliveries.claimedUntil), lt(webhookDeliveries.claimedUntil, now)),
      ),
    )
    .orderBy(asc(webhookDeliveries.nextAttemptAt))
    .limit(MOST);
  for (const { id, organizationId } of rows) await wakeDeliveries(db, { ids, now }, organizationId, [id], now);
  return rows.length;
}
