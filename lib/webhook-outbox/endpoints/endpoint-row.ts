import { and, eq } from 'drizzle-orm';
import { notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { webhookEndpoints } from '@/lib/db/schema/outgoing';
import type { EndpointRow } from '@/lib/webhook-outbox/delivery/transport';

/** An endpoint of the organization that asks. @throws AppError `not_found` */
export async function requireEndpoint(
  { db, org }: Pick<CommandContext, 'db' | 'org'>,
  id: string,
): Promise<EndpointRow> {
  const [row] = await db
    .select()
    .from(webhookEndpoints)
    .where(and(eq(webhookEndpoints.id, id), eq(webhookEndpoints.organizationId, org)));
  if (!row) throw notFound('webhook endpoint');
  return row;
}
