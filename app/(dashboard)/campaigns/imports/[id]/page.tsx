import type { Metadata } from 'next';
import { orNotFound } from '@/app/(dashboard)/_parts/or-not-found';
import { campaignLimits } from '@/lib/contracts/campaigns';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { listCampaigns } from '@/lib/leads/campaign-queries';
import { listClients } from '@/lib/leads/client-queries';
import { getImport } from '@/lib/leads/import/import-queries';
import { ImportBoard } from './_parts/import-board';

export const metadata: Metadata = { title: 'Import' };

export default async function ImportPage({ params }: { params: Promise<{ id: string }> }) {
  const { permissions } = await currentSession();
  const ctx = await pageContext();
  const { id } = await params;
  const [details, { campaigns }, clients] = await Promise.all([
    orNotFound(getImport(ctx, id)),
    listCampaigns(ctx, { limit: campaignLimits.maxPageSize }),
    listClients(ctx, { archived: 'false' }),
  ]);
  return (
    <ImportBoard
      first={{ success: true, ...details }}
      campaigns={campaigns.map(({ id, name }) => ({ id, name }))}
      clients={clients.map(({ id, name }) => ({ id, name }))}
      mayWrite={permissions.includes('campaigns:write')}
    />
  );
}
