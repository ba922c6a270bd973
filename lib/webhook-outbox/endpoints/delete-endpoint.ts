import { and, eq } from 'drizzle-orm';
import { notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { webhookEndpoints } from '@/lib/db/schema/outgoing';
import { recordAudit } from '@/lib/orgs/audit';
import { endHosting } from '@/lib/webhook-outbox/endpoints/internal/end-hosting';
import { endpointName } from './endpoint-name';

/** Removes an endpoint with its deliveries; nothing is sent to it any more. @throws AppError `not_found` */
export async function deleteEndpoint(ctx: CommandContext, id: string): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const [row] = await tx
      .delete(webhookEndpoints)
      .where(and(eq(webhookEndpoints.id, id), eq(webhookEndpoints.organizationId, ctx.org)))
      .returning();
    if (!row) throw notFound('webhook endpoint');
    await recordAudit(tx, ctx, { action: 'webhook_endpoint.deleted', target: { id, name: endpointName(row) } });
    if (row.hostedAt !== null) await endHosting(tx, ctx, row);
  });
}
