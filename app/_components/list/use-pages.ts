'use client';

import useSWRInfinite from 'swr/infinite';
import { apiGet } from '@/app/_components/api';

interface Page {
  next_cursor: string | null;
}

/** The first page as the server rendered it, and the query that it answers. */
export interface FirstPage<P> {
  query: string;
  page: P;
}

const CALM_MS = 15_000;

/**
 * A list of the API page after page, kept fresh.
 * @param query of the first page, as the address asks
 * @param freshMs how long what is shown may stand before it is asked for again
 */
export function usePages<P extends Page>(
  path: string,
  query: string,
  first: FirstPage<P>,
  freshMs: number | ((pages: P[]) => number) = CALM_MS,
) {
  const isAsRendered = query === first.query;
  const { data, error, size, setSize, isLoading, isValidating, mutate } = useSWRInfinite<P, unknown>(
    (index: number, before: P | null) => {
      if (index > 0 && !before?.next_cursor) return null;
      const params = new URLSearchParams(query);
      if (before?.next_cursor) params.set('cursor', before.next_cursor);
      return `${path}?${params}`;
    },
    apiGet<P>,
    {
      fallbackData: isAsRendered ? [first.page] : undefined,
      keepPreviousData: true,
      revalidateAll: true,
      refreshInterval: (pages) => (typeof freshMs === 'number' ? freshMs : freshMs(pages ?? [])),
    },
  );
  return {
    /** Undefined until the first answer. */
    pages: data,
    hasMore: Boolean(data?.at(-1)?.next_cursor),
    isLoadingMore: isValidating && size > (data?.length ?? 0),
    /** Another filter was chosen and its answer is not there yet. */
    isStale: isLoading && !isAsRendered && data !== undefined,
    error,
    loadMore: () => void setSize(size + 1),
    refresh: () => void mutate(),
    /** Shows a change before the server has answered. */
    patch: (change: (page: P) => P) => void mutate((before) => before?.map(change), { revalidate: false }),
  };
}
