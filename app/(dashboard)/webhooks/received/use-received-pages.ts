'use client';

import useSWRInfinite from 'swr/infinite';
import type { z } from 'zod';
import { apiGet } from '@/app/_components/api';
import type { AddressParams } from '@/app/(dashboard)/bookings/_parts/booking-address';
import type { listWebhookEventsResponse } from '@/lib/contracts/webhook-events';
import { receivedQuery } from './received-address';

export type ReceivedPageData = z.infer<typeof listWebhookEventsResponse>;

/** The first page as the server rendered it, and the query that it answers. */
export interface FirstReceived {
  query: string;
  page: ReceivedPageData;
}

const FRESH_MS = 5_000;

/** What an address asks for of the received webhooks, newest first, page after page, kept fresh. */
export function useReceivedPages(params: AddressParams, timeZone: string, first: FirstReceived) {
  const isAsRendered = receivedQuery(params, timeZone) === first.query;
  const { data, error, size, setSize, isLoading, isValidating, mutate } = useSWRInfinite<ReceivedPageData, unknown>(
    (index: number, before: ReceivedPageData | null) => {
      if (index > 0 && !before?.next_cursor) return null;
      return `/api/webhook-events?${receivedQuery(params, timeZone, before?.next_cursor)}`;
    },
    apiGet<ReceivedPageData>,
    {
      fallbackData: isAsRendered ? [first.page] : undefined,
      keepPreviousData: true,
      revalidateAll: true,
      refreshInterval: FRESH_MS,
    },
  );
  return {
    /** Undefined until the first answer. */
    events: data?.flatMap((page) => page.webhook_events),
    hasMore: Boolean(data?.at(-1)?.next_cursor),
    isLoadingMore: isValidating && size > (data?.length ?? 0),
    isStale: isLoading && !isAsRendered && data !== undefined,
    error,
    loadMore: () => void setSize(size + 1),
    refresh: () => void mutate(),
  };
}
