import { and, asc, eq, gte, inArray, isNull, lt, notInArray, or } from 'drizzle-orm';
import type { ReplayRangeBody, WebhookDelivery } from '@/lib/contracts/webhook-deliveries';
import { endpointLimits } from '@/lib/contracts/webhook-endpoints';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { webhookDeliveries, webhookMessages } from '@/lib/db/schema/outgoing';
import { recordAudit } from '@/lib/orgs/audit';
import { endpointName } from '@/lib/webhook-outbox/endpoints/endpoint-name';
import { requireEndpoint } from '@/lib/webhook-outbox/endpoints/endpoint-row';
import { getDelivery, requireDelivery } from './delivery-queries';
import { queueDeliveries } from './queue-deliveries';
import type { EndpointRow } from './transport';

const arrived = ['delivered', 'handed_over'] as const;

/**
 * Sends a delivery again under its message id, with a new round of attempts.
 * @throws AppError `not_found`, `conflict` for an endpoint that is off
 */
export async function replayDelivery(ctx: CommandContext, id: string): Promise<WebhookDelivery> {
  const { delivery } = await requireDelivery(ctx, id);
  const endpoint = requireOn(await requireEndpoint(ctx, delivery.endpointId));
  await ctx.db.transaction(async (tx) => {
    await queueDeliveries(tx, ctx, ctx.org, [delivery]);
    await recordAudit(tx, ctx, {
      action: 'webhook_delivery.replayed',
      target: { id: endpoint.id, name: endpointName(endpoint) },
      detail: { delivery_id: id },
    });
  });
  return getDelivery(ctx, id);
}

/**
 * Sends an endpoint all messages of a period and of its event types again, including those it missed while it was off.
 * @returns how many messages were queued
 * @throws AppError `not_found`, `conflict` for an endpoint that is off, `validation_failed` for too many messages
 */
export async function replayRange(ctx: CommandContext, endpointId: string, range: ReplayRangeBody): Promise<number> {
  const endpoint = requireOn(await requireEndpoint(ctx, endpointId));
  const rows = await ctx.db
    .select({ messageId: webhookMessages.id })
    .from(webhookMessages)
    .leftJoin(
      webhookDeliveries,
      and(eq(webhookDeliveries.messageId, webhookMessages.id), eq(webhookDeliveries.endpointId, endpointId)),
    )
    .where(
      and(
        eq(webhookMessages.organizationId, ctx.org),
        inArray(webhookMessages.eventType, endpoint.eventTypes),
        gte(webhookMessages.createdAt, new Date(range.from)),
        lt(webhookMessages.createdAt, new Date(range.to)),
        range.only_failed
          ? or(isNull(webhookDeliveries.status), notInArray(webhookDeliveries.status, [...arrived]))
          : undefined,
      ),
    )
    .orderBy(asc(webhookMessages.createdAt), asc(webhookMessages.id))
    .limit(endpointLimits.replayed + 1);
  if (rows.length > endpointLimits.replayed) throw tooMany();
  await ctx.db.transaction(async (tx) => {
    const targets = rows.map(({ messageId }) => ({ messageId, endpointId }));
    await queueDeliveries(tx, ctx, ctx.org, targets);
    await recordAudit(tx, ctx, {
      action: 'webhook_endpoint.replayed',
      target: { id: endpointId, name: endpointName(endpoint) },
      detail: { from: range.from, to: range.to, only_failed: range.only_failed, queued: rows.length },
    });
  });
  return rows.length;
}

function requireOn(endpoint: EndpointRow): EndpointRow {
  if (!endpoint.enabled) throw new AppError('conflict', 'Turn the endpoint on first.');
  return endpoint;
}

function tooMany(): AppError {
  const message = `This period has more than ${endpointLimits.replayed} events. Choose a shorter one.`;
  return new AppError('validation_failed', message, { fields: [{ field: 'to', message }] });
}
