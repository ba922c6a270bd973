'use client';

import useSWRInfinite from 'swr/infinite';
import type { z } from 'zod';
import { apiGet } from '@/app/_components/api';
import type { AddressParams } from '@/app/(dashboard)/bookings/_parts/booking-address';
import type { listCallsResponse } from '@/lib/contracts/calls';
import { callQuery } from './call-address';

export type CallPage = z.infer<typeof listCallsResponse>;

/** The first page as the server rendered it, and the query that it answers. */
export interface FirstCalls {
  query: string;
  page: CallPage;
}

const CALM_MS = 10_000;
const LIVELY_MS = 2_000;

/** The calls that an address asks for, newest first, page after page, kept fresh; faster while one is under way. */
export function useCallPages(params: AddressParams, timeZone: string, first: FirstCalls) {
  const isAsRendered = callQuery(params, timeZone) === first.query;
  const { data, error, size, setSize, isLoading, isValidating, mutate } = useSWRInfinite<CallPage, unknown>(
    (index: number, before: CallPage | null) => {
      if (index > 0 && !before?.next_cursor) return null;
      return `/api/calls?${callQuery(params, timeZone, before?.next_cursor)}`;
    },
    apiGet<CallPage>,
    {
      fallbackData: isAsRendered ? [first.page] : undefined,
      keepPreviousData: true,
      revalidateAll: true,
      refreshInterval: (pages) => (pages?.some((page) => page.calls.some(({ live }) => live)) ? LIVELY_MS : CALM_MS),
    },
  );
  return {
    /** Undefined until the first answer. */
    calls: data?.flatMap((page) => page.calls),
    hasMore: Boolean(data?.at(-1)?.next_cursor),
    isLoadingMore: isValidating && size > (data?.length ?? 0),
    isStale: isLoading && !isAsRendered && data !== undefined,
    error,
    loadMore: () => void setSize(size + 1),
    refresh: () => void mutate(),
  };
}

export type CallPages = ReturnType<typeof useCallPages>;
