import type { Metadata } from 'next';
import { NotForYou } from '@/app/(dashboard)/_parts/not-for-you';
import { UpgradeSettings } from '@/app/(dashboard)/settings/_parts/upgrade-settings';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { getCallSettings } from '@/lib/orgs/settings/organization-queries';
import { CallSettingsForm } from './call-settings-form';

export const metadata: Metadata = { title: 'Call settings' };

export default async function CallSettingsPage() {
  const { permissions, features } = await currentSession();
  if (!permissions.includes('settings:read')) return <NotForYou what="call settings" />;
  if (!features.includes('scheduled_calls')) return <UpgradeSettings />;
  const settings = await getCallSettings(await pageContext());
  return <CallSettingsForm settings={settings} mayWrite={permissions.includes('settings:write')} />;
}
