import type { Metadata } from 'next';
import { NotForYou } from '@/app/(dashboard)/_parts/not-for-you';
import { type PageSearch, readSearch } from '@/app/(dashboard)/_parts/search-params';
import { integrationsOverview } from '@/lib/calendars/connections/queries';
import type { EmailToolsResponse } from '@/lib/contracts/email-tools';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { listEmailTools } from '@/lib/leads/import/email-tool-queries';
import { getDeps } from '@/lib/wiring/deps';
import { emailToolContext } from '@/lib/wiring/email-tools';
import { EmailToolsCard } from './_parts/email-tools-card';
import { readReturn } from './_parts/read-return';
import { UpgradeIntegrations } from './_parts/upgrade-integrations';
import { IntegrationsBoard } from './integrations-board';
import { emailToolMark, providerMarks } from './provider-mark';

export const metadata: Metadata = { title: 'Integrations' };

export default async function IntegrationsPage({ searchParams }: { searchParams: PageSearch }) {
  const { permissions, features } = await currentSession();
  if (!permissions.includes('calendars:read')) return <NotForYou what="integrations" />;
  const emailTools = permissions.includes('campaigns:read') ? (
    <EmailToolsCard
      first={await readEmailTools()}
      mark={emailToolMark}
      mayWrite={permissions.includes('campaigns:write')}
    />
  ) : null;
  if (!features.includes('booking_handoff'))
    return (
      <div className="flex flex-col gap-4">
        <UpgradeIntegrations />
        {emailTools}
      </div>
    );
  const overview = await integrationsOverview(await pageContext(), getDeps().calendars);
  return (
    <div className="flex flex-col gap-4">
      <IntegrationsBoard
        overview={overview}
        marks={providerMarks}
        returned={readReturn(await readSearch(searchParams))}
        mayWrite={permissions.includes('calendars:write')}
      />
      {emailTools}
    </div>
  );
}

async function readEmailTools(): Promise<EmailToolsResponse> {
  const deps = getDeps();
  return {
    success: true,
    email_tools: await listEmailTools(await pageContext(), emailToolContext(deps)),
    default_base_url: deps.config.emailBison.apiUrl ?? null,
  };
}
