'use client';

import useSWRInfinite from 'swr/infinite';
import type { z } from 'zod';
import { apiGet } from '@/app/_components/api';
import type { listDeliveriesResponse } from '@/lib/contracts/webhook-deliveries';
import { deliveryQuery } from './delivery-address';

export type DeliveryPage = z.infer<typeof listDeliveriesResponse>;

/** The first page as the server rendered it, and the query that it answers. */
export interface FirstDeliveries {
  query: string;
  page: DeliveryPage;
}

const CALM_MS = 10_000;
const LIVELY_MS = 2_000;

/** The deliveries that an address asks for, newest first, page after page; asked for faster while one is due. */
export function useDeliveryPages(
  params: URLSearchParams | { get(name: string): string | null },
  first: FirstDeliveries,
) {
  const isAsRendered = deliveryQuery(params) === first.query;
  const { data, error, size, setSize, isLoading, isValidating, mutate } = useSWRInfinite<DeliveryPage, unknown>(
    (index: number, before: DeliveryPage | null) => {
      if (index > 0 && !before?.next_cursor) return null;
      return `/api/webhook-deliveries?${deliveryQuery(params, before?.next_cursor)}`;
    },
    apiGet<DeliveryPage>,
    {
      fallbackData: isAsRendered ? [first.page] : undefined,
      keepPreviousData: true,
      revalidateAll: true,
      refreshInterval: (pages) =>
        pages?.some(({ webhook_deliveries }) => webhook_deliveries.some(isFresh)) ? LIVELY_MS : CALM_MS,
    },
  );
  return {
    deliveries: data?.flatMap((page) => page.webhook_deliveries),
    hasMore: Boolean(data?.at(-1)?.next_cursor),
    isLoadingMore: isValidating && size > (data?.length ?? 0),
    isStale: isLoading && !isAsRendered && data !== undefined,
    error,
    loadMore: () => void setSize(size + 1),
    refresh: () => void mutate(),
  };
}

/** On its way, and nothing has gone wrong so far. */
function isFresh({ status, last_error }: DeliveryPage['webhook_deliveries'][number]): boolean {
  return status === 'waiting' && last_error === null;
}
