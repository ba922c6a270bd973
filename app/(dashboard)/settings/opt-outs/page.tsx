import type { Metadata } from 'next';
import { NotForYou } from '@/app/(dashboard)/_parts/not-for-you';
import { type PageSearch, readSearch } from '@/app/(dashboard)/_parts/search-params';
import { optOutsQuery } from '@/lib/contracts/opt-outs';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { listOptOuts } from '@/lib/orgs/settings/opt-out-queries';
import { OptOutList } from './opt-out-list';

export const metadata: Metadata = { title: 'Do-not-call list' };

export default async function OptOutsPage({ searchParams }: { searchParams: PageSearch }) {
  const { permissions } = await currentSession();
  if (!permissions.includes('settings:read')) return <NotForYou what="the do-not-call list" />;
  const q = (await readSearch(searchParams)).get('q')?.slice(0, 40) ?? '';
  const page = await listOptOuts(await pageContext(), optOutsQuery.parse(q ? { q } : {}));
  return (
    <OptOutList
      first={page}
      q={q}
      mayAdd={permissions.includes('opt-outs:write')}
      mayRemove={permissions.includes('settings:write')}
    />
  );
}
