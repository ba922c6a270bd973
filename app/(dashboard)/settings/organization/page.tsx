import type { Metadata } from 'next';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { getOrganization } from '@/lib/orgs/settings/organization-queries';
import { OrganizationForm } from './organization-form';

export const metadata: Metadata = { title: 'Organization settings' };

export default async function OrganizationSettingsPage() {
  const { permissions } = await currentSession();
  const organization = await getOrganization(await pageContext());
  return <OrganizationForm organization={organization} mayWrite={permissions.includes('settings:write')} />;
}
