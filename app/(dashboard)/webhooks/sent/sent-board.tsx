'use client';

import useSWR from 'swr';
import type { z } from 'zod';
import { apiGet } from '@/app/_components/api';
import { useAddress } from '@/app/_components/use-address';
import type { listEndpointsResponse } from '@/lib/contracts/webhook-endpoints';
import { DeliveryList } from './delivery-list';
import { EndpointCards } from './endpoint-cards';
import { type FirstDeliveries, useDeliveryPages } from './use-delivery-pages';

type Endpoints = z.infer<typeof listEndpointsResponse>;

interface SentBoardProps {
  endpoints: Endpoints;
  first: FirstDeliveries;
  mayChange: boolean;
}

const REFRESH_MS = 10_000;

/** The endpoints and their deliveries. */
export function SentBoard({ endpoints: rendered, first, mayChange }: SentBoardProps) {
  const { params } = useAddress();
  const { data = rendered, mutate } = useSWR<Endpoints, unknown>('/api/webhook-endpoints', apiGet<Endpoints>, {
    fallbackData: rendered,
    refreshInterval: REFRESH_MS,
  });
  const pages = useDeliveryPages(params, first);
  const changed = () => {
    void mutate();
    pages.refresh();
  };
  return (
    <div className="flex flex-col gap-8">
      <EndpointCards endpoints={data.webhook_endpoints} mayChange={mayChange} onChanged={changed} />
      <DeliveryList endpoints={data.webhook_endpoints} pages={pages} mayReplay={mayChange} onChanged={changed} />
    </div>
  );
}
