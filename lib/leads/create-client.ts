import type { ClientWire, CreateClient } from '@/lib/contracts/clients';
import type { CommandContext } from '@/lib/db/command-context';
import { clients } from '@/lib/db/schema/leads';
import { getClient } from './client-queries';

/** Adds a client, whose campaigns are counted together. */
export async function createClient(ctx: CommandContext, { name }: CreateClient): Promise<ClientWire> {
  const id = ctx.ids.make('client');
  await ctx.db.insert(clients).values({ id, organizationId: ctx.org, name, createdAt: ctx.now });
  return getClient(ctx, id);
}
