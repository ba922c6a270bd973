import { and, asc, eq, isNull, lt, or } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { webhookDeliveries } from '@/lib/db/schema/outgoing';
import type { WriteContext } from '@/lib/db/write-context';
import { MINUTE_MS } from '@/lib/time/units';
import { wakeDeliveries } from './queue-deliveries';

const FORGOTTEN_AFTER_MS = 30 * MINUTE_MS;
const BATCH = 500;

/**
 * Queues deliveries again that are half an hour overdue: their job was lost in a long outage of ours. @returns how many
 */
export async function wakeForgotten(db: Database, { ids, now }: Pick<WriteContext, 'ids' | 'now'>): Promise<number> {
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
    .limit(BATCH);
  for (const { id, organizationId } of rows) await wakeDeliveries(db, { ids, now }, organizationId, [id], now);
  return rows.length;
}
