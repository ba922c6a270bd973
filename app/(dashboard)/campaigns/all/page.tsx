import type { Metadata } from 'next';
import { type PageSearch, readSearch } from '@/app/(dashboard)/_parts/search-params';
import { campaignsQuery } from '@/lib/contracts/campaigns';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { listCampaigns } from '@/lib/leads/campaign-queries';
import { listClients } from '@/lib/leads/client-queries';
import { campaignAddress } from './campaign-address';
import { CampaignsBoard } from './campaigns-board';

export const metadata: Metadata = { title: 'Campaigns' };

export default async function AllCampaignsPage({ searchParams }: { searchParams: PageSearch }) {
  const { permissions } = await currentSession();
  const ctx = await pageContext();
  const query = campaignAddress(await readSearch(searchParams));
  const asked = campaignsQuery.parse(Object.fromEntries(new URLSearchParams(query)));
  const [{ campaigns, nextCursor }, clients] = await Promise.all([
    listCampaigns(ctx, asked),
    listClients(ctx, { archived: 'false' }),
  ]);
  return (
    <CampaignsBoard
      first={{ query, page: { success: true, campaigns, next_cursor: nextCursor } }}
      clients={clients}
      mayWrite={permissions.includes('campaigns:write')}
    />
  );
}
