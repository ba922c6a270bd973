'use client';

import useSWR from 'swr';
import { apiGet } from '@/app/_components/api';
import type { SchedulerStatus } from '@/lib/contracts/scheduler';

const FRESH_MS = 5_000;

/** What the scheduler is doing, kept fresh; at first as the server rendered it. */
export function useScheduler(initial: SchedulerStatus) {
  const { data, error, mutate } = useSWR<{ scheduler: SchedulerStatus }, unknown>('/api/scheduler', apiGet, {
    fallbackData: { scheduler: initial },
    refreshInterval: FRESH_MS,
  });
  return { scheduler: data?.scheduler ?? initial, error, retry: () => void mutate() };
}
