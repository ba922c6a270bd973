import type { Metadata } from 'next';
import { NotForYou } from '@/app/(dashboard)/_parts/not-for-you';
import { UpgradeSettings } from '@/app/(dashboard)/settings/_parts/upgrade-settings';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { getVoiceSettings } from '@/lib/orgs/settings/organization-queries';
import { VoiceSettingsForm } from './voice-settings-form';

export const metadata: Metadata = { title: 'Voice settings' };

export default async function VoiceSettingsPage() {
  const { permissions, features } = await currentSession();
  if (!permissions.includes('settings:read')) return <NotForYou what="voice settings" />;
  if (!features.includes('scheduled_calls')) return <UpgradeSettings />;
  const settings = await getVoiceSettings(await pageContext());
  return <VoiceSettingsForm settings={settings} mayWrite={permissions.includes('settings:write')} />;
}
