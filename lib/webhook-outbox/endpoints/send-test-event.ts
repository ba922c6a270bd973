import type { WebhookDelivery } from '@/lib/contracts/webhook-deliveries';
import { TEST_EVENT_TYPE } from '@/lib/contracts/webhook-endpoints';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { webhookMessages } from '@/lib/db/schema/outgoing';
import { getDelivery } from '@/lib/webhook-outbox/delivery/delivery-queries';
import { queueDeliveries } from '@/lib/webhook-outbox/delivery/queue-deliveries';
import { requireEndpoint } from './endpoint-row';

/**
 * Queues a test event for one endpoint, whatever its event types. For a CRM it checks the credentials.
 * @throws AppError `not_found`, `conflict` for an endpoint that is off
 */
export async function sendTestEvent(ctx: CommandContext, endpointId: string): Promise<WebhookDelivery> {
  const endpoint = await requireEndpoint(ctx, endpointId);
  if (!endpoint.enabled) throw new AppError('conflict', 'Turn the endpoint on first.');
  const messageId = ctx.ids.make('webhookMessage');
  const deliveryId = await ctx.db.transaction(async (tx) => {
    await tx.insert(webhookMessages).values({
      id: messageId,
      organizationId: ctx.org,
      eventType: TEST_EVENT_TYPE,
      sourceKey: `test:${messageId}`,
      bookingId: null,
      body: JSON.stringify({
        type: TEST_EVENT_TYPE,
        timestamp: ctx.now.toISOString(),
        data: { endpoint_id: endpointId, message: 'A test event of Slotline.' },
      }),
      occurredAt: ctx.now,
      createdAt: ctx.now,
    });
    const [id] = await queueDeliveries(tx, ctx, ctx.org, [{ messageId, endpointId }]);
    return id ?? '';
  });
  return getDelivery(ctx, deliveryId);
}
