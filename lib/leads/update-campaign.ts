import { and, eq } from 'drizzle-orm';
import type { CampaignWire, UpdateCampaign } from '@/lib/contracts/campaigns';
import type { CommandContext } from '@/lib/db/command-context';
import { campaigns } from '@/lib/db/schema/leads';
import { getCampaign } from './campaign-queries';
import { getClient } from './client-queries';

/** Renames a campaign or gives it to a client. @throws AppError `not_found` for it, or for the client */
export async function updateCampaign(
  ctx: CommandContext,
  id: string,
  { name, client_id }: UpdateCampaign,
): Promise<CampaignWire> {
  await getCampaign(ctx, id);
  if (client_id) await getClient(ctx, client_id);
  await ctx.db
    .update(campaigns)
    .set({ name, clientId: client_id, updatedAt: ctx.now })
    .where(and(eq(campaigns.id, id), eq(campaigns.organizationId, ctx.org)));
  return getCampaign(ctx, id);
}
