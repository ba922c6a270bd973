'use client';

import useSWR from 'swr';
import { apiGet } from '@/app/_components/api';
import type { FunnelResponse } from '@/lib/contracts/funnel';

const FRESH_MS = 3_000;

/** The funnel as the server rendered it, and the search that it answers. */
export interface FirstFunnel {
  search: string;
  funnel: FunnelResponse;
}

/** The funnel that an address asks for, kept fresh. */
export function useFunnel(search: string, first: FirstFunnel) {
  const { data, error, isLoading, mutate } = useSWR<FunnelResponse, unknown>(
    search ? `/api/funnel?${search}` : '/api/funnel',
    apiGet<FunnelResponse>,
    {
      fallbackData: search === first.search ? first.funnel : undefined,
      refreshInterval: FRESH_MS,
      keepPreviousData: true,
    },
  );
  return {
    funnel: data ?? first.funnel,
    isStale: isLoading && search !== first.search,
    error,
    retry: () => void mutate(),
  };
}
