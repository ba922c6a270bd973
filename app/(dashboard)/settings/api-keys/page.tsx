import type { Metadata } from 'next';
import { NotForYou } from '@/app/(dashboard)/_parts/not-for-you';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { listApiKeys } from '@/lib/orgs/access/api-key-queries';
import { ApiKeyList } from './api-key-list';

export const metadata: Metadata = { title: 'API keys' };

export default async function ApiKeysPage() {
  const { permissions } = await currentSession();
  if (!permissions.includes('api-keys:write')) return <NotForYou what="API keys" />;
  return <ApiKeyList apiKeys={await listApiKeys(await pageContext())} />;
}
