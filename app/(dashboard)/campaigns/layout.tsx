import type { ReactNode } from 'react';
import { PageHead } from '@/app/_components/page/page-head';
import { NotForYou } from '@/app/(dashboard)/_parts/not-for-you';
import { SectionTabs } from '@/app/(dashboard)/_parts/section-tabs';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { countUnmatchedPeople } from '@/lib/leads/matching/unmatched-queries';
import { campaignTabs } from './_parts/tabs';

export default async function CampaignsLayout({ children }: { children: ReactNode }) {
  const { permissions } = await currentSession();
  if (!permissions.includes('campaigns:read')) return <NotForYou what="campaigns" />;
  const waiting = await countUnmatchedPeople(await pageContext());
  const tabs = campaignTabs.map((tab) => (tab.href === '/campaigns/unmatched' ? { ...tab, waiting } : tab));
  return (
    <>
      <PageHead title="Campaigns">From first email to held meeting.</PageHead>
      <SectionTabs label="Campaigns" tabs={tabs} />
      {children}
    </>
  );
}
