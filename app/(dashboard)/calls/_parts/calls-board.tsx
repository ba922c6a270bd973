'use client';

import { useMemo } from 'react';
import { cx } from '@/app/_components/cx';
import { EmptyState } from '@/app/_components/feedback/empty-state';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { SkeletonRows } from '@/app/_components/feedback/skeleton';
import { DataList } from '@/app/_components/list/data-list';
import { LoadMore } from '@/app/_components/list/load-more';
import { PageHead } from '@/app/_components/page/page-head';
import { fullText } from '@/app/_components/time/time-text';
import { useAddress } from '@/app/_components/use-address';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { NextCalls } from '@/app/(dashboard)/_parts/next-calls';
import type { Booking } from '@/lib/contracts/bookings';
import { callFilterParams } from './call-address';
import { callColumns } from './call-columns';
import { CallFilters } from './call-filters';
import { type CallPages, type FirstCalls, useCallPages } from './use-call-pages';

interface CallsBoardProps {
  first: FirstCalls;
  /** The bookings with the next calls. */
  next: Booking[];
}

/** The calls page: upcoming, live and finished calls. */
export function CallsBoard({ first, next }: CallsBoardProps) {
  const { timeZone } = useSession().organization;
  const { params } = useAddress();
  const pages = useCallPages(params, timeZone, first);
  return (
    <>
      <PageHead title="Calls">Upcoming, live and finished calls.</PageHead>
      <div className="mb-6">
        <NextCalls initial={next} title="Next calls" />
      </div>
      <h2 className="mb-2 text-body font-semibold">All calls</h2>
      <CallFilters timeZone={timeZone} />
      <CallList pages={pages} timeZone={timeZone} isNarrowed={callFilterParams.some((name) => params.has(name))} />
    </>
  );
}

interface CallListProps {
  pages: CallPages;
  timeZone: string;
  isNarrowed: boolean;
}

function CallList({ pages, timeZone, isNarrowed }: CallListProps) {
  const columns = useMemo(() => callColumns(timeZone), [timeZone]);
  const { calls, error, refresh } = pages;
  if (!calls && error) return <ErrorState title="We couldn’t load your calls." error={error} onRetry={refresh} />;
  if (!calls) return <SkeletonRows label="Loading calls" />;
  if (calls.length === 0 && !pages.isStale)
    return (
      <EmptyState>
        {isNarrowed ? 'No calls match.' : 'Your calls will appear here once the first one goes out.'}
      </EmptyState>
    );
  return (
    <div aria-busy={pages.isStale} className={cx('transition-opacity', pages.isStale && 'opacity-60')}>
      <DataList
        label="Calls"
        rows={calls}
        columns={columns}
        rowId={(call) => call.id}
        rowName={(call) => `${call.attendee_name}, ${fullText(Date.parse(call.due_at), timeZone, 'en-GB')}`}
        rowHref={(call) => `/calls/${call.id}`}
      />
      <LoadMore shown={calls.length} hasMore={pages.hasMore} isLoading={pages.isLoadingMore} onMore={pages.loadMore} />
    </div>
  );
}
