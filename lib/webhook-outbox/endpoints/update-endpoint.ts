import { and, eq } from 'drizzle-orm';
import type { UpdateEndpointBody, WebhookEndpoint } from '@/lib/contracts/webhook-endpoints';
import type { CommandContext } from '@/lib/db/command-context';
import { webhookEndpoints } from '@/lib/db/schema/outgoing';
import { recordAudit } from '@/lib/orgs/audit';
import { endHosting } from '@/lib/webhook-outbox/endpoints/internal/end-hosting';
import { checkedAddress } from '@/lib/webhook-outbox/endpoints/internal/endpoint-address';
import { endWaiting } from './disable-endpoint';
import type { Egress } from './egress';
import { endpointName } from './endpoint-name';
import { getEndpoint } from './endpoint-queries';
import { requireEndpoint } from './endpoint-row';

/**
 * Updates an endpoint. Turning it off ends its waiting deliveries; turning it on or changing its URL resets its failures.
 * @throws AppError `not_found`, `validation_failed` for an address that is not public
 */
export async function updateEndpoint(
  ctx: CommandContext,
  { egress }: { egress: Egress },
  id: string,
  body: UpdateEndpointBody,
): Promise<WebhookEndpoint> {
  const before = await requireEndpoint(ctx, id);
  const url = body.url === undefined ? undefined : checkedAddress(egress, before.kind, body.url);
  await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(webhookEndpoints)
      .set({
        url,
        description: body.description,
        eventTypes: body.event_types,
        ...(url === undefined || url === before.url ? {} : { failingSince: null }),
        ...(body.enabled === undefined ? {} : switched(body.enabled, before.enabled, ctx.now)),
        hostedAt: null,
        updatedAt: ctx.now,
      })
      .where(and(eq(webhookEndpoints.id, id), eq(webhookEndpoints.organizationId, ctx.org)))
      .returning();
    if (!row) return;
    if (body.enabled === false) {
      await endWaiting(tx, id, ctx.now);
      if (before.hostedAt !== null) await endHosting(tx, ctx, row);
    }
    await recordAudit(tx, ctx, {
      action: 'webhook_endpoint.changed',
      target: { id, name: endpointName(row) },
      detail: {
        changed: Object.keys(body),
        ...(body.enabled === undefined ? {} : { enabled: body.enabled }),
        ...(body.event_types ? { event_types: body.event_types } : {}),
      },
    });
  });
  return getEndpoint(ctx, id);
}

function switched(on: boolean, wasOn: boolean, now: Date) {
  if (on) return { enabled: true, disabledReason: null, disabledAt: null, ...(wasOn ? {} : { failingSince: null }) };
  return wasOn ? { enabled: false, disabledReason: 'by_hand' as const, disabledAt: now } : {};
}
