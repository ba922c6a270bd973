'use client';

import { useEffect, useState } from 'react';
import useSWR from 'swr';
import { apiGet } from '@/app/_components/api';
import type { EmailToolsResponse, EmailToolWire } from '@/lib/contracts/email-tools';

/** How often a syncing workspace is polled. */
const POLL_INTERVAL_MS = 1_500;
/** A large workspace keeps syncing in the background. */
const MAX_WATCH_MS = 60_000;

/** The email tools as the server rendered them, polled while one is syncing. */
export function useEmailTools(first: EmailToolsResponse) {
  const [awaited, setAwaited] = useState<EmailToolWire | null>(null);
  const isSyncing = (tool: EmailToolWire) =>
    awaited?.id === tool.id && awaited.imported_at === tool.imported_at && awaited.health_reason === tool.health_reason;
  const { data = first, mutate } = useSWR<EmailToolsResponse, unknown>('/api/email-tools', apiGet<EmailToolsResponse>, {
    fallbackData: first,
    revalidateOnFocus: false,
    refreshInterval: (latest) => (latest?.email_tools.some(isSyncing) ? POLL_INTERVAL_MS : 0),
  });

  useEffect(() => {
    if (!awaited) return;
    const timer = setTimeout(() => setAwaited(null), MAX_WATCH_MS);
    return () => clearTimeout(timer);
  }, [awaited]);

  return {
    tools: data.email_tools,
    isSyncing,
    /** Reloads the list; `started`: the one whose sync has just started. */
    refresh: (started?: EmailToolWire) => {
      if (started) setAwaited(started);
      void mutate();
    },
  };
}
