import type { Metadata } from 'next';
import { NotForYou } from '@/app/(dashboard)/_parts/not-for-you';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { listStaff } from '@/lib/orgs/settings/staff-queries';
import { StaffList } from './staff-list';

export const metadata: Metadata = { title: 'Staff' };

export default async function StaffPage() {
  const { permissions } = await currentSession();
  if (!permissions.includes('settings:read')) return <NotForYou what="staff" />;
  return <StaffList staff={await listStaff(await pageContext())} />;
}
