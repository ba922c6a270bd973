import { and, eq } from 'drizzle-orm';
import type { Actor } from '@/lib/core/context';
import type { Database } from '@/lib/db/client';
import { webhookDeliveries, webhookEndpoints } from '@/lib/db/schema/outgoing';
import type { WriteContext } from '@/lib/db/write-context';
import { appendAudit } from '@/lib/orgs/audit';
import { notifyAdmins } from '@/lib/orgs/notices/notify-admins';
import { endpointName } from './endpoint-name';

const DELIVERIES: Actor = { kind: 'cron', name: 'deliveries' };

const why = {
  gone: 'responded 410 (Gone)',
  failing: 'has failed for five days',
} as const;

/** Turns an endpoint off automatically, once: waiting deliveries end, admins are notified. */
export async function disableEndpoint(
  tx: Database,
  { ids, now }: Pick<WriteContext, 'ids' | 'now'>,
  endpointId: string,
  reason: keyof typeof why,
): Promise<void> {
  const [endpoint] = await tx
    .update(webhookEndpoints)
    .set({ enabled: false, disabledReason: reason, disabledAt: now, updatedAt: now })
    .where(and(eq(webhookEndpoints.id, endpointId), eq(webhookEndpoints.enabled, true)))
    .returning();
  if (!endpoint) return;
  await endWaiting(tx, endpointId, now);
  const { organizationId } = endpoint;
  const name = endpointName(endpoint);
  await appendAudit(tx, { ids, now, actor: DELIVERIES, requestId: null }, organizationId, {
    action: 'webhook_endpoint.disabled',
    target: { id: endpointId, name },
    detail: { reason },
  });
  await notifyAdmins(tx, { ids, now }, organizationId, {
    kind: 'webhook_endpoint_disabled',
    message: `The webhook endpoint ${name} ${why[reason]}, so we turned it off. You can replay what it missed.`,
  });
}

/** Ends the waiting deliveries of an endpoint that is off; a replay can send them later. */
export async function endWaiting(tx: Database, endpointId: string, now: Date): Promise<void> {
  await tx
    .update(webhookDeliveries)
    .set({ status: 'failed', lastError: 'endpoint_disabled', nextAttemptAt: null, finishedAt: now })
    .where(and(eq(webhookDeliveries.endpointId, endpointId), eq(webhookDeliveries.status, 'waiting')));
}
