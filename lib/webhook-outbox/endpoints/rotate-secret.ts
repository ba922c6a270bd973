import { and, eq } from 'drizzle-orm';
import type { RotateSecretBody, WebhookEndpoint } from '@/lib/contracts/webhook-endpoints';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { webhookEndpoints } from '@/lib/db/schema/outgoing';
import { recordAudit } from '@/lib/orgs/audit';
import type { Encryption } from '@/lib/security/encryption';
import type { EndpointRow } from '@/lib/webhook-outbox/delivery/transport';
import { endpointName } from './endpoint-name';
import { getEndpoint } from './endpoint-queries';
import { requireEndpoint } from './endpoint-row';
import { makeSigningSecret, ROTATION_OVERLAP_MS, sealSecret } from './endpoint-secrets';

/**
 * Gives a standard endpoint a new secret; the previous one also signs for 24 hours. A CRM gets new credentials.
 * @returns the new secret, which is not shown again; null for a CRM
 * @throws AppError `not_found`, `validation_failed` for missing credentials, `conflict` for a concurrent rotation
 */
export async function rotateSecret(
  ctx: CommandContext,
  { encryption }: { encryption: Encryption },
  id: string,
  body: RotateSecretBody,
): Promise<{ endpoint: WebhookEndpoint; secret: string | null }> {
  const before = await requireEndpoint(ctx, id);
  const standard = before.kind === 'standard';
  const secret = standard ? makeSigningSecret() : newCredentials(before, body);
  await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .update(webhookEndpoints)
      .set({
        secret: sealSecret(encryption, id, secret),
        previousSecret: standard ? before.secret : null,
        previousSecretUntil: standard ? new Date(ctx.now.getTime() + ROTATION_OVERLAP_MS) : null,
        // Failures of the old credentials say nothing about the new ones.
        failingSince: null,
        hostedAt: null,
        updatedAt: ctx.now,
      })
      .where(
        and(
          eq(webhookEndpoints.id, id),
          eq(webhookEndpoints.organizationId, ctx.org),
          eq(webhookEndpoints.secret, before.secret),
        ),
      )
      .returning();
    if (!row) throw new AppError('conflict', 'The secret has just been rotated by someone else. Reload to see it.');
    await recordAudit(tx, ctx, { action: 'webhook_endpoint.secret_rotated', target: { id, name: endpointName(row) } });
  });
  return { endpoint: await getEndpoint(ctx, id), secret: standard ? secret : null };
}

function newCredentials({ kind }: EndpointRow, body: RotateSecretBody): string {
  if (kind === 'hubspot') return body.access_token ?? missing('access_token');
  return JSON.stringify({
    consumer_key: body.consumer_key ?? missing('consumer_key'),
    consumer_secret: body.consumer_secret ?? missing('consumer_secret'),
  });
}

function missing(field: string): never {
  throw new AppError('validation_failed', 'Enter the new credentials.', {
    fields: [{ field, message: 'Enter a value.' }],
  });
}
