import type { Metadata } from 'next';
import { NotForYou } from '@/app/(dashboard)/_parts/not-for-you';
import { orNotFound } from '@/app/(dashboard)/_parts/or-not-found';
import { UpgradeIntegrations } from '@/app/(dashboard)/settings/integrations/_parts/upgrade-integrations';
import { loadConnection } from '@/app/(dashboard)/settings/integrations/load-connection';
import { providerMarks } from '@/app/(dashboard)/settings/integrations/provider-mark';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { ConnectionBoard } from './connection-board';

export const metadata: Metadata = { title: 'Calendar' };

export default async function ConnectionPage({ params }: { params: Promise<{ id: string }> }) {
  const { permissions, features } = await currentSession();
  if (!permissions.includes('calendars:read')) return <NotForYou what="integrations" />;
  if (!features.includes('booking_handoff')) return <UpgradeIntegrations />;
  const { connection, provider, agents } = await orNotFound(loadConnection(await pageContext(), (await params).id));
  return (
    <ConnectionBoard
      connection={connection}
      provider={provider}
      agents={agents}
      mark={providerMarks[provider.name]}
      mayWrite={permissions.includes('calendars:write')}
    />
  );
}
