import type { Metadata } from 'next';
import { type PageSearch, readSearch } from '@/app/(dashboard)/_parts/search-params';
import { NotForYou } from '@/app/(dashboard)/settings/_parts/not-for-you';
import { integrationsOverview } from '@/lib/calendars/queries';
import { currentSession, pageContext } from '@/lib/http/page-session';
import { getDeps } from '@/lib/wiring/deps';
import { readReturn } from './_parts/read-return';
import { UpgradeIntegrations } from './_parts/upgrade-integrations';
import { IntegrationsBoard } from './integrations-board';
import { providerMarks } from './provider-mark';

export const metadata: Metadata = { title: 'Integrations' };

export default async function IntegrationsPage({ searchParams }: { searchParams: PageSearch }) {
  const { permissions, features } = await currentSession();
  if (!permissions.includes('calendars:read')) return <NotForYou what="the connected calendars" />;
  if (!features.includes('booking_handoff')) return <UpgradeIntegrations />;
  const overview = await integrationsOverview(await pageContext(), getDeps().calendars);
  return (
    <IntegrationsBoard
      overview={overview}
      marks={providerMarks}
      returned={readReturn(await readSearch(searchParams))}
      mayWrite={permissions.includes('calendars:write')}
    />
  );
}
