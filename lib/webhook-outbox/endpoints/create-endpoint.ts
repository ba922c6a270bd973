import { eq } from 'drizzle-orm';
import { type CreateEndpointBody, endpointLimits, type WebhookEndpoint } from '@/lib/contracts/webhook-endpoints';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { organizations } from '@/lib/db/schema/orgs';
import { webhookEndpoints } from '@/lib/db/schema/outgoing';
import { recordAudit } from '@/lib/orgs/audit';
import type { Encryption } from '@/lib/security/encryption';
import { checkedAddress, credentialsOf } from '@/lib/webhook-outbox/endpoints/internal/endpoint-address';
import type { Egress } from './egress';
import { endpointName } from './endpoint-name';
import { getEndpoint } from './endpoint-queries';
import { makeSigningSecret, sealSecret } from './endpoint-secrets';

/**
 * Adds an endpoint for the organization's events.
 * @returns the endpoint and its signing secret, which is not shown again; null for a CRM
 * @throws AppError `validation_failed` for an address that is not public, `conflict` when there are too many
 */
export async function createEndpoint(
  ctx: CommandContext,
  { encryption, egress }: { encryption: Encryption; egress: Egress },
  body: CreateEndpointBody,
): Promise<{ endpoint: WebhookEndpoint; secret: string | null }> {
  const url = checkedAddress(egress, body.kind, body.kind === 'hubspot' ? undefined : body.url);
  const credentials = credentialsOf(body);
  const secret = credentials ?? makeSigningSecret();
  const id = ctx.ids.make('webhookEndpoint');
  const row = { kind: body.kind, url, description: body.description };
  await ctx.db.transaction(async (tx) => {
    await tx.select().from(organizations).where(eq(organizations.id, ctx.org)).for('no key update');
    const existing = await tx.$count(webhookEndpoints, eq(webhookEndpoints.organizationId, ctx.org));
    if (existing >= endpointLimits.perOrganization)
      throw new AppError(
        'conflict',
        `You can have up to ${endpointLimits.perOrganization} endpoints. Delete one first.`,
      );
    await tx.insert(webhookEndpoints).values({
      id,
      organizationId: ctx.org,
      ...row,
      eventTypes: body.event_types,
      secret: sealSecret(encryption, id, secret),
      createdBy: 'userId' in ctx.actor ? ctx.actor.userId : null,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    });
    await recordAudit(tx, ctx, {
      action: 'webhook_endpoint.created',
      target: { id, name: endpointName(row) },
      detail: { kind: body.kind, event_types: body.event_types },
    });
  });
  return { endpoint: await getEndpoint(ctx, id), secret: credentials === null ? secret : null };
}
