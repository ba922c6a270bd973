import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NotForYou } from '@/app/(dashboard)/_parts/not-for-you';
import { orNotFound } from '@/app/(dashboard)/_parts/or-not-found';
import { UpgradeIntegrations } from '@/app/(dashboard)/settings/integrations/_parts/upgrade-integrations';
import { loadConnection } from '@/app/(dashboard)/settings/integrations/load-connection';
import { providerMarks } from '@/app/(dashboard)/settings/integrations/provider-mark';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { MappingBoard } from './mapping-board';

export const metadata: Metadata = { title: 'Staff and services' };

export default async function MappingPage({ params }: { params: Promise<{ id: string }> }) {
  const { permissions, features } = await currentSession();
  if (!permissions.includes('calendars:read')) return <NotForYou what="integrations" />;
  if (!features.includes('booking_handoff')) return <UpgradeIntegrations />;
  const { connection, provider } = await orNotFound(loadConnection(await pageContext(), (await params).id));
  if (!provider.capabilities.hosts && !provider.capabilities.event_types) notFound();
  return (
    <MappingBoard
      connection={connection}
      provider={provider}
      mark={providerMarks[provider.name]}
      mayWrite={permissions.includes('calendars:write')}
    />
  );
}
