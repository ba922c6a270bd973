'use client';

import { useEffect, useState } from 'react';
import useSWR from 'swr';
import { apiGet } from '@/app/_components/api';
import type { EventTypesResponse } from '@/lib/contracts/calendars';

const PAUSE_MS = 250;
/** How often a list that is still loading at the provider is polled. */
const POLL_INTERVAL_MS = 1_500;

/** The event types that match a search, debounced. `refresh` asks the provider itself. */
export function useEventTypes(connectionId: string, typed: string) {
  const [search, setSearch] = useState('');
  const [isRefreshing, setRefreshing] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const path = `/api/connections/${connectionId}/event-types?`;
  const query = new URLSearchParams(search ? { q: search } : {});
  const { data, error, mutate } = useSWR<EventTypesResponse, unknown>(path + query, apiGet<EventTypesResponse>, {
    keepPreviousData: true,
    revalidateOnFocus: false,
    shouldRetryOnError: false,
    refreshInterval: (latest) => (latest?.refreshing ? POLL_INTERVAL_MS : 0),
  });

  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  async function refresh() {
    setRefreshing(true);
    setFailure(null);
    query.set('refresh', '1');
    try {
      await mutate(await apiGet<EventTypesResponse>(path + query), { revalidate: false });
    } catch (caught) {
      setFailure(caught);
    } finally {
      setRefreshing(false);
    }
  }

  return {
    answer: failure ? undefined : data,
    error: failure ?? error,
    isRefreshing: isRefreshing || data?.refreshing === true,
    refresh,
  };
}
