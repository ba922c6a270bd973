import { and, eq } from 'drizzle-orm';
import type { ClientWire, UpdateClient } from '@/lib/contracts/clients';
import type { CommandContext } from '@/lib/db/command-context';
import { clients } from '@/lib/db/schema/leads';
import { getClient } from './client-queries';

/**
 * Renames or archives a client. Its campaigns and their figures stay.
 * @throws AppError `not_found`
 */
export async function updateClient(
  ctx: CommandContext,
  id: string,
  { name, archived }: UpdateClient,
): Promise<ClientWire> {
  const { archived_at } = await getClient(ctx, id);
  const wasArchived = archived_at !== null;
  await ctx.db
    .update(clients)
    .set({
      id,
      name,
      ...(archived === undefined || archived === wasArchived ? {} : { archivedAt: archived ? ctx.now : null }),
    })
    .where(and(eq(clients.id, id), eq(clients.organizationId, ctx.org)));
  return getClient(ctx, id);
}
