import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NotForYou } from '@/app/(dashboard)/_parts/not-for-you';
import { orNotFound } from '@/app/(dashboard)/_parts/or-not-found';
import { UpgradeIntegrations } from '@/app/(dashboard)/settings/integrations/_parts/upgrade-integrations';
import { loadConnection } from '@/app/(dashboard)/settings/integrations/load-connection';
import { providerMarks } from '@/app/(dashboard)/settings/integrations/provider-mark';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { getDeps } from '@/lib/wiring/deps';
import { EmbedPreview } from './embed-preview';

export const metadata: Metadata = { title: 'Calendly page' };

export default async function EmbedPreviewPage({ params }: { params: Promise<{ id: string }> }) {
  const { permissions, features } = await currentSession();
  if (!permissions.includes('calendars:read')) return <NotForYou what="integrations" />;
  if (!features.includes('booking_handoff')) return <UpgradeIntegrations />;
  const { connection, provider } = await orNotFound(loadConnection(await pageContext(), (await params).id));
  const { share_url: shareUrl } = connection.settings;
  if (!shareUrl) notFound();
  return (
    <EmbedPreview
      connection={connection}
      shareUrl={shareUrl}
      embedDomain={new URL(getDeps().config.appUrl).host}
      mark={providerMarks[provider.name]}
      mayBook={permissions.includes('bookings:write')}
    />
  );
}
