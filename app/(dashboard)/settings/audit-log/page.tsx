import type { Metadata } from 'next';
import { NotForYou } from '@/app/(dashboard)/_parts/not-for-you';
import { listAuditQuery } from '@/lib/contracts/audit-log';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { listAudit } from '@/lib/orgs/audit-queries';
import { AuditList } from './audit-list';

export const metadata: Metadata = { title: 'Audit log' };

export default async function AuditLogPage() {
  const { permissions } = await currentSession();
  if (!permissions.includes('settings:write')) return <NotForYou what="the audit log" />;
  return <AuditList first={await listAudit(await pageContext(), listAuditQuery.parse({}))} />;
}
