'use client';

import { useMemo } from 'react';
import useSWR from 'swr';
import type { z } from 'zod';
import { ButtonLink } from '@/app/_components/action/link';
import { apiGet } from '@/app/_components/api';
import { cx } from '@/app/_components/cx';
import { EmptyState } from '@/app/_components/feedback/empty-state';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { SkeletonRows } from '@/app/_components/feedback/skeleton';
import { DataList } from '@/app/_components/list/data-list';
import { LoadMore } from '@/app/_components/list/load-more';
import { fullText } from '@/app/_components/time/time-text';
import { useAddress, useAddressDrawer } from '@/app/_components/use-address';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { providerTitle } from '@/lib/contracts/provider-titles';
import type { WebhookDay, webhookDaysResponse } from '@/lib/contracts/webhook-events';
import { DayCounts } from './day-counts';
import { receivedFilterParams } from './received-address';
import { receivedColumns } from './received-columns';
import { ReceivedDrawer } from './received-drawer';
import { ReceivedFilters } from './received-filters';
import { kindText } from './received-words';
import { type FirstReceived, useReceivedPages } from './use-received-pages';

type Days = z.infer<typeof webhookDaysResponse>;

const FRESH_MS = 30_000;

/** Webhooks from providers: counts by day, and each one with its outcome. */
export function ReceivedBoard({ first, days }: { first: FirstReceived; days: WebhookDay[] }) {
  const { timeZone } = useSession().organization;
  const { params } = useAddress();
  const drawer = useAddressDrawer('event');
  const pages = useReceivedPages(params, timeZone, first);
  const counts = useSWR<Days, unknown>('/api/webhook-events/days', apiGet<Days>, {
    fallbackData: { success: true, days },
    refreshInterval: FRESH_MS,
  });
  return (
    <>
      <DayCounts days={counts.data?.days ?? days} />
      <h2 className="mb-2 text-body font-semibold">All webhooks</h2>
      <ReceivedFilters timeZone={timeZone} />
      <ReceivedList
        pages={pages}
        timeZone={timeZone}
        drawer={drawer}
        isNarrowed={receivedFilterParams.some((name) => params.has(name))}
      />
      <ReceivedDrawer
        id={drawer.openId}
        onClose={drawer.close}
        onReplayed={() => {
          pages.refresh();
          void counts.mutate();
        }}
      />
    </>
  );
}

interface ReceivedListProps {
  pages: ReturnType<typeof useReceivedPages>;
  timeZone: string;
  drawer: ReturnType<typeof useAddressDrawer>;
  isNarrowed: boolean;
}

function ReceivedList({ pages, timeZone, drawer, isNarrowed }: ReceivedListProps) {
  const mayConnect = useSession().permissions.includes('calendars:write');
  const columns = useMemo(() => receivedColumns(timeZone), [timeZone]);
  const { events, error, refresh } = pages;
  if (!events && error) return <ErrorState title="We couldn’t load your webhooks." error={error} onRetry={refresh} />;
  if (!events) return <SkeletonRows label="Loading webhooks" />;
  if (events.length === 0 && !pages.isStale)
    return (
      <EmptyState
        action={
          isNarrowed || !mayConnect ? undefined : (
            <ButtonLink variant="primary" href="/settings/integrations">
              Connect a calendar
            </ButtonLink>
          )
        }
      >
        {isNarrowed ? 'No webhooks match.' : 'Webhooks appear here once a connected calendar sends its first event.'}
      </EmptyState>
    );
  return (
    <div aria-busy={pages.isStale} className={cx('transition-opacity', pages.isStale && 'opacity-60')}>
      <DataList
        label="Webhooks received"
        rows={events}
        columns={columns}
        rowId={(event) => event.id}
        rowName={(event) =>
          `${kindText(event.kind)}, ${providerTitle(event.provider)}, ${fullText(Date.parse(event.received_at), timeZone, 'en-GB')}`
        }
        rowHref={(event) => drawer.hrefFor(event.id)}
        onOpen={drawer.open}
        openId={drawer.openId}
      />
      <LoadMore shown={events.length} hasMore={pages.hasMore} isLoading={pages.isLoadingMore} onMore={pages.loadMore} />
    </div>
  );
}
