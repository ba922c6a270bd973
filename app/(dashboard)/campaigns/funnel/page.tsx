import type { Metadata } from 'next';
import { orNotFound } from '@/app/(dashboard)/_parts/or-not-found';
import { type PageSearch, readSearch } from '@/app/(dashboard)/_parts/search-params';
import { funnelSearch } from '@/app/(dashboard)/campaigns/_parts/funnel-address';
import { allFunnelQuery } from '@/lib/contracts/funnel';
import { funnelOptions } from '@/lib/funnel/funnel-options';
import { readFunnel } from '@/lib/funnel/funnel-queries';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { getDeps } from '@/lib/wiring/deps';
import { bookingProviders } from '@/lib/wiring/provider-state';
import { FunnelBoard } from './_parts/funnel-board';

export const metadata: Metadata = { title: 'Funnel' };

export default async function FunnelPage({ searchParams }: { searchParams: PageSearch }) {
  const { permissions } = await currentSession();
  if (!permissions.includes('campaigns:read')) return null;
  const ctx = await pageContext();
  const search = funnelSearch(await readSearch(searchParams));
  const asked = allFunnelQuery.safeParse(Object.fromEntries(new URLSearchParams(search)));
  const [funnel, options] = await Promise.all([
    orNotFound(bookingProviders(ctx, getDeps()).then((states) => readFunnel(ctx, asked.data ?? {}, states))),
    funnelOptions(ctx),
  ]);
  return (
    <FunnelBoard
      first={{ search: asked.success ? search : '', funnel: { success: true, ...funnel } }}
      options={options}
    />
  );
}
