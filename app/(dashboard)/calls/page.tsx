import type { Metadata } from 'next';
import { loadNextCalls } from '@/app/(dashboard)/_parts/load-next-calls';
import { type PageSearch, readSearch } from '@/app/(dashboard)/_parts/search-params';
import { UpgradeCalls } from '@/app/(dashboard)/_parts/upgrade-calls';
import { listCalls } from '@/lib/calls/record/queries';
import { listCallsQuery } from '@/lib/contracts/calls';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { callQuery } from './_parts/call-address';
import { CallsBoard } from './_parts/calls-board';

export const metadata: Metadata = { title: 'Calls' };

export default async function CallsPage({ searchParams }: { searchParams: PageSearch }) {
  const session = await currentSession();
  if (!session.features.includes('scheduled_calls')) return <UpgradeCalls title="Calls" />;
  const ctx = await pageContext();
  const query = callQuery(await readSearch(searchParams), session.organization.timeZone);
  const asked = listCallsQuery.parse(Object.fromEntries(new URLSearchParams(query)));
  const [{ calls, nextCursor }, next] = await Promise.all([listCalls(ctx, asked), loadNextCalls(ctx)]);
  return <CallsBoard first={{ query, page: { success: true as const, calls, next_cursor: nextCursor } }} next={next} />;
}
