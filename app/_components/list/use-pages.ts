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

/** A page with the address that it answers: while another one is fetched, or fails, the earlier pages stay. */
type Answered<P> = P & { answers: string };

const CALM_MS = 15_000;

/**
 * A list of the API, page by page, kept fresh.
 * @param query of the first page, by the address
 * @param freshMs interval at which the pages are fetched again
 */
export function usePages<P extends Page>(
  path: string,
  query: string,
  first: FirstPage<P>,
  freshMs: number | ((pages: P[]) => number) = CALM_MS,
) {
  const isAsRendered = query === first.query;
  const firstAddress = `${path}?${new URLSearchParams(query)}`;
  const { data, error, size, setSize, isValidating, mutate } = useSWRInfinite<Answered<P>, unknown>(
    (index: number, before: Answered<P> | null) => {
      if (index > 0 && !before?.next_cursor) return null;
      const params = new URLSearchParams(query);
      if (before?.next_cursor) params.set('cursor', before.next_cursor);
      return `${path}?${params}`;
    },
    async (address: string) => ({ ...(await apiGet<P>(address)), answers: address }),
    {
      fallbackData: isAsRendered ? [{ ...first.page, answers: firstAddress }] : undefined,
      keepPreviousData: true,
      revalidateAll: true,
      refreshInterval: (pages) => (typeof freshMs === 'number' ? freshMs : freshMs(pages ?? [])),
    },
  );
  const isCurrent = data?.[0]?.answers === firstAddress;
  return {
    /** Undefined until the first answer. */
    pages: data,
    /** The pages answer an earlier query, because the current one has failed. */
    isOutdated: data !== undefined && !isCurrent && error !== undefined,
    hasMore: isCurrent && Boolean(data?.at(-1)?.next_cursor),
    isLoadingMore: isValidating && size > (data?.length ?? 0),
    /** The pages answer an earlier query. */
    isStale: data !== undefined && !isCurrent,
    error,
    loadMore: () => void setSize(size + 1),
    refresh: () => void mutate(),
    /** Shows a change before the server confirms it. */
    patch: (change: (page: P) => P) =>
      void mutate((before) => before?.map((page) => ({ ...page, ...change(page) })), { revalidate: false }),
  };
}
