'use client';

import type { z } from 'zod';
import { type FirstPage, usePages } from '@/app/_components/list/use-pages';
import type { listDeliveriesResponse } from '@/lib/contracts/webhook-deliveries';
import { deliveryQuery } from './delivery-address';

type DeliveryPage = z.infer<typeof listDeliveriesResponse>;
export type FirstDeliveries = FirstPage<DeliveryPage>;

const CALM_MS = 10_000;
const LIVELY_MS = 2_000;

/** The deliveries that an address asks for, newest first, page by page; polled faster while one is due. */
export function useDeliveryPages(params: { get(name: string): string | null }, first: FirstDeliveries) {
  const { pages, ...list } = usePages('/api/webhook-deliveries', deliveryQuery(params), first, freshMs);
  return { ...list, deliveries: pages?.flatMap(({ webhook_deliveries }) => webhook_deliveries) };
}

function freshMs(pages: DeliveryPage[]): number {
  return pages.some(({ webhook_deliveries }) => webhook_deliveries.some(isFresh)) ? LIVELY_MS : CALM_MS;
}

/** Waiting, without a failed attempt. */
function isFresh({ status, last_error }: DeliveryPage['webhook_deliveries'][number]): boolean {
  return status === 'waiting' && last_error === null;
}
