'use client';

import type { z } from 'zod';
import { type FirstPage, usePages } from '@/app/_components/list/use-pages';
import type { AddressParams } from '@/app/(dashboard)/_parts/search-params';
import type { listWebhookEventsResponse } from '@/lib/contracts/webhook-events';
import { receivedQuery } from './received-address';

export type FirstReceived = FirstPage<z.infer<typeof listWebhookEventsResponse>>;

const FRESH_MS = 5_000;

/** The received webhooks that an address asks for, newest first, page by page, kept fresh. */
export function useReceivedPages(params: AddressParams, timeZone: string, first: FirstReceived) {
  const { pages, ...list } = usePages('/api/webhook-events', receivedQuery(params, timeZone), first, FRESH_MS);
  return { ...list, events: pages?.flatMap(({ webhook_events }) => webhook_events) };
}
