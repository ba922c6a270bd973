import type { CampaignWire, CreateCampaign } from '@/lib/contracts/campaigns';
import type { CommandContext } from '@/lib/db/command-context';
import { campaigns } from '@/lib/db/schema/leads';
import { getCampaign } from './campaign-queries';
import { getClient } from './client-queries';

/** Creates an empty campaign, for leads from files. @throws AppError `not_found` for the client */
export async function createCampaign(
  ctx: CommandContext,
  { name, client_id = null }: CreateCampaign,
): Promise<CampaignWire> {
  if (client_id !== null) await getClient(ctx, client_id);
  const id = ctx.ids.make('campaign');
  await ctx.db.insert(campaigns).values({
    id,
    organizationId: ctx.org,
    clientId: client_id,
    name,
    source: 'csv',
    createdAt: ctx.now,
    updatedAt: ctx.now,
  });
  return getCampaign(ctx, id);
}
