import type { Metadata } from 'next';
import { NotForYou } from '@/app/(dashboard)/_parts/not-for-you';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { listAllServices } from '@/lib/orgs/settings/service-queries';
import { ServiceList } from './service-list';

export const metadata: Metadata = { title: 'Services' };

export default async function ServicesPage() {
  const { permissions } = await currentSession();
  if (!permissions.includes('settings:read')) return <NotForYou what="services" />;
  const services = await listAllServices(await pageContext());
  return <ServiceList services={services} mayWrite={permissions.includes('settings:write')} />;
}
