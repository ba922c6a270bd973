import type { ReactNode } from 'react';
import { PageHead } from '@/app/_components/page/page-head';
import { currentSession } from '@/lib/http/page-session';
import { SettingsTabs } from './_parts/settings-tabs';
import { visibleTabs } from './_parts/tabs';

export default async function SettingsLayout({ children }: { children: ReactNode }) {
  const { permissions, organization } = await currentSession();
  return (
    <>
      <PageHead title="Settings">{organization.name}</PageHead>
      <SettingsTabs tabs={visibleTabs(permissions)} />
      <div className="max-w-3xl">{children}</div>
    </>
  );
}
