'use client';

import { useEffect, useState } from 'react';
import useSWR from 'swr';
import { apiGet } from '@/app/_components/api';
import type { EmailToolsResponse, EmailToolWire } from '@/lib/contracts/email-tools';

/** While a workspace is being read, it is looked at again so often. */
const POLL_INTERVAL_MS = 1_500;
/** A large one goes on behind the page. */
const MAX_WATCH_MS = 60_000;

/** The e-mail tools as the server rendered them, kept fresh while one of them is being read. */
export function useEmailTools(first: EmailToolsResponse) {
  const [awaited, setAwaited] = useState<EmailToolWire | null>(null);
  const isReading = (tool: EmailToolWire) =>
    awaited?.id === tool.id && awaited.imported_at === tool.imported_at && awaited.health_reason === tool.health_reason;
  const { data = first, mutate } = useSWR<EmailToolsResponse, unknown>('/api/email-tools', apiGet<EmailToolsResponse>, {
    fallbackData: first,
    revalidateOnFocus: false,
    refreshInterval: (latest) => (latest?.email_tools.some(isReading) ? POLL_INTERVAL_MS : 0),
  });

  useEffect(() => {
    if (!awaited) return;
    const timer = setTimeout(() => setAwaited(null), MAX_WATCH_MS);
    return () => clearTimeout(timer);
  }, [awaited]);

  return {
    tools: data.email_tools,
    isReading,
    /** Shows them anew; `read`: the one whose reading has just begun. */
    refresh: (read?: EmailToolWire) => {
      if (read) setAwaited(read);
      void mutate();
    },
  };
}
