import type { ReactNode } from 'react';
import { PageHead } from '@/app/_components/page/page-head';
import { SectionTabs } from '@/app/(dashboard)/_parts/section-tabs';
import { currentSession } from '@/lib/http/session/page-session';
import { visibleTabs } from './_parts/tabs';

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { permissions, organization } = await currentSession();
  return (
    <>
      <PageHead title="Settings">{organization.name}</PageHead>
      <SectionTabs label="Settings" tabs={visibleTabs(permissions)} />
      <div className="max-w-3xl">{children}</div>
    </>
  );
}
