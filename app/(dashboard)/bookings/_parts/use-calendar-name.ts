'use client';

import useSWR from 'swr';
import { apiGet } from '@/app/_components/api';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import type { IntegrationsOverview } from '@/lib/contracts/calendars';

/** Name of a connected calendar's provider; null while unknown, or when this person may not know it. */
export function useCalendarName(connectionId: string | null): string | null {
  const { permissions, features } = useSession();
  const mayAsk = permissions.includes('calendars:read') && features.includes('booking_handoff');
  const { data } = useSWR<IntegrationsOverview, unknown>(
    connectionId !== null && mayAsk ? '/api/connections' : null,
    apiGet<IntegrationsOverview>,
    { revalidateOnFocus: false, dedupingInterval: 60_000 },
  );
  return data?.connections.find(({ id }) => id === connectionId)?.title ?? null;
}
