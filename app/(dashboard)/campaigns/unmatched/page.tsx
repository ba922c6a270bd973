import type { Metadata } from 'next';
import { type PageSearch, readSearch } from '@/app/(dashboard)/_parts/search-params';
import { listUnmatchedQuery } from '@/lib/contracts/unmatched-bookings';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { listUnmatched } from '@/lib/leads/matching/unmatched-queries';
import { UnmatchedBoard } from './_parts/unmatched-board';

export const metadata: Metadata = { title: 'Unmatched bookings' };

export default async function UnmatchedPage({ searchParams }: { searchParams: PageSearch }) {
  const { permissions } = await currentSession();
  const view = (await readSearch(searchParams)).get('view') === 'dismissed' ? 'dismissed' : 'open';
  const page = await listUnmatched(await pageContext(), listUnmatchedQuery.parse({ view }));
  return <UnmatchedBoard key={view} view={view} first={page} mayDecide={permissions.includes('campaigns:write')} />;
}
