import type { Metadata } from 'next';
import { type PageSearch, readSearch } from '@/app/(dashboard)/_parts/search-params';
import { campaignLimits } from '@/lib/contracts/campaigns';
import { leadsQuery } from '@/lib/contracts/leads';
import { pageContext } from '@/lib/http/session/page-session';
import { listCampaigns } from '@/lib/leads/campaign-queries';
import { listClients } from '@/lib/leads/client-queries';
import { listLeads } from '@/lib/leads/lead-queries';
import { leadAddress } from './lead-address';
import { LeadsBoard } from './leads-board';

export const metadata: Metadata = { title: 'Leads' };

export default async function LeadsPage({ searchParams }: { searchParams: PageSearch }) {
  const ctx = await pageContext();
  const query = leadAddress(await readSearch(searchParams));
  const asked = leadsQuery.parse(Object.fromEntries(new URLSearchParams(query)));
  const [{ leads, nextCursor, total }, { campaigns }, clients] = await Promise.all([
    listLeads(ctx, asked),
    listCampaigns(ctx, { limit: campaignLimits.maxPageSize }),
    listClients(ctx, { archived: 'false' }),
  ]);
  return (
    <LeadsBoard
      first={{ query, page: { success: true, leads, next_cursor: nextCursor, total } }}
      campaigns={campaigns.map(({ id, name }) => ({ id, name }))}
      clients={clients.map(({ id, name }) => ({ id, name }))}
    />
  );
}
