'use client';

import { useRouter } from 'next/navigation';
import { api } from '@/app/_components/api';
import { useAttemptKey } from '@/app/(dashboard)/_parts/use-attempt-key';
import type { Connection } from '@/lib/contracts/calendars';

/** Connects a calendar and refreshes the page. @throws ApiError */
export function useConnect() {
  const router = useRouter();
  const keyOf = useAttemptKey();
  return async function connect(body: object): Promise<Connection> {
    const request = { method: 'POST', body, idempotencyKey: keyOf(body) } as const;
    const { connection } = await api<{ connection: Connection }>('/api/connections', request);
    router.refresh();
    return connection;
  };
}
