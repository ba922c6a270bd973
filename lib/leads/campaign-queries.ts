import { and, desc, eq, isNull, lt, type SQL, sql } from 'drizzle-orm';
import { type CampaignsQuery, type CampaignWire, campaignLimits } from '@/lib/contracts/campaigns';
import { notFound } from '@/lib/core/errors';
import type { ReadContext } from '@/lib/db/command-context';
import { containing } from '@/lib/db/containing';
import { cutPage, readIdCursor, writeIdCursor } from '@/lib/db/cursor';
import { campaigns, clients } from '@/lib/db/schema/leads';

/** One page of an organization's campaigns, the newest first. @throws AppError `invalid_cursor` */
export async function listCampaigns(
  ctx: ReadContext,
  { q, client_id, limit, cursor }: CampaignsQuery,
): Promise<{ campaigns: CampaignWire[]; nextCursor: string | null }> {
  const found = await selectCampaigns(
    ctx,
    and(
      q ? sql`lower(${campaigns.name}) like ${containing(q)}` : undefined,
      ofClient(client_id),
      cursor === undefined ? undefined : lt(campaigns.id, readIdCursor(cursor, 'cmp')),
    ),
    limit + 1,
  );
  const { page, last } = cutPage(found, limit);
  return { campaigns: page, nextCursor: last ? writeIdCursor(last.id) : null };
}

/** @throws AppError `not_found` */
export async function getCampaign(ctx: ReadContext, id: string): Promise<CampaignWire> {
  const [campaign] = await selectCampaigns(ctx, eq(campaigns.id, id), 1);
  if (!campaign) throw notFound('campaign');
  return campaign;
}

function ofClient(clientId: string | undefined): SQL | undefined {
  if (clientId === undefined) return undefined;
  return clientId === 'none' ? isNull(campaigns.clientId) : eq(campaigns.clientId, clientId);
}

async function selectCampaigns(
  { db, org }: ReadContext,
  which: SQL | undefined,
  limit: number,
): Promise<CampaignWire[]> {
  const maxCount = campaignLimits.countedUpTo;
  const rows = await db
    .select({
      campaign: campaigns,
      clientName: clients.name,
      leads: sql<number>`(select count(*)::int from (select 1 from leads l where l.campaign_id = campaigns.id limit ${maxCount + 1}) counted)`,
    })
    .from(campaigns)
    .leftJoin(clients, eq(clients.id, campaigns.clientId))
    .where(and(eq(campaigns.organizationId, org), which))
    .orderBy(desc(campaigns.id))
    .limit(limit);
  return rows.map(({ campaign, clientName, leads }) => ({
    id: campaign.id,
    name: campaign.name,
    source: campaign.source,
    status: campaign.status,
    client: campaign.clientId === null ? null : { id: campaign.clientId, name: clientName ?? '' },
    leads: { count: Math.min(leads, maxCount), capped: leads > maxCount },
    created_at: campaign.createdAt.toISOString(),
  }));
}
