'use client';

import { useMemo } from 'react';
import { cx } from '@/app/_components/cx';
import { EmptyState } from '@/app/_components/feedback/empty-state';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { SkeletonRows } from '@/app/_components/feedback/skeleton';
import { DataList } from '@/app/_components/list/data-list';
import { FilterChip, type FilterDefinition } from '@/app/_components/list/filter-chip';
import { LoadMore } from '@/app/_components/list/load-more';
import { fullText } from '@/app/_components/time/time-text';
import { useAddress, useAddressDrawer } from '@/app/_components/use-address';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { deliveryStatuses } from '@/lib/contracts/webhook-deliveries';
import { type WebhookEndpoint, webhookEventTypes } from '@/lib/contracts/webhook-endpoints';
import { deliveryFilterParams } from './delivery-address';
import { deliveryStatusWords } from './delivery-badge';
import { deliveryColumns } from './delivery-columns';
import { DeliveryDrawer } from './delivery-drawer';
import { endpointName, eventLabel } from './endpoint-words';
import type { useDeliveryPages } from './use-delivery-pages';

interface DeliveryListProps {
  endpoints: WebhookEndpoint[];
  pages: ReturnType<typeof useDeliveryPages>;
  mayReplay: boolean;
  onChanged: () => void;
}

/** All deliveries, with their status. */
export function DeliveryList({ endpoints, pages, mayReplay, onChanged }: DeliveryListProps) {
  const { timeZone } = useSession().organization;
  const { params, change } = useAddress();
  const drawer = useAddressDrawer('delivery');
  const names = useMemo(() => new Map(endpoints.map((one) => [one.id, endpointName(one)])), [endpoints]);
  const columns = useMemo(() => deliveryColumns(timeZone, names), [timeZone, names]);
  const { deliveries, error } = pages;
  return (
    <section aria-labelledby="deliveries">
      <h2 id="deliveries" className="mb-3 text-body font-semibold">
        Deliveries
      </h2>
      <fieldset aria-label="Filters" className="mb-3 flex flex-wrap items-center gap-2">
        {filtersOf(endpoints).map((filter) => (
          <FilterChip
            key={filter.param}
            filter={filter}
            values={[params.get(filter.param) ?? '']}
            onChange={([value]) => change({ [filter.param]: value ?? null })}
          />
        ))}
      </fieldset>
      {!deliveries && error ? (
        <ErrorState title="We couldn’t load your deliveries." error={error} onRetry={pages.refresh} />
      ) : null}
      {!deliveries && !error ? <SkeletonRows label="Loading deliveries" /> : null}
      {deliveries && deliveries.length === 0 && !pages.isStale ? (
        <EmptyState>
          {deliveryFilterParams.some((name) => params.has(name))
            ? 'No deliveries match.'
            : 'Deliveries appear here with every attempt and response.'}
        </EmptyState>
      ) : null}
      {deliveries && deliveries.length > 0 ? (
        <div aria-busy={pages.isStale} className={cx('transition-opacity', pages.isStale && 'opacity-60')}>
          <DataList
            label="Deliveries"
            rows={deliveries}
            columns={columns}
            rowId={({ id }) => id}
            rowName={({ event_type, created_at }) =>
              `${eventLabel(event_type)}, ${fullText(Date.parse(created_at), timeZone, 'en-GB')}`
            }
            rowHref={({ id }) => drawer.hrefFor(id)}
            onOpen={drawer.open}
            openId={drawer.openId}
          />
          <LoadMore
            shown={deliveries.length}
            hasMore={pages.hasMore}
            isLoading={pages.isLoadingMore}
            onMore={pages.loadMore}
          />
        </div>
      ) : null}
      <DeliveryDrawer
        id={drawer.openId}
        onClose={drawer.close}
        endpointNames={names}
        mayReplay={mayReplay}
        onReplayed={onChanged}
      />
    </section>
  );
}

function filtersOf(endpoints: WebhookEndpoint[]): FilterDefinition[] {
  return [
    {
      param: 'endpoint',
      label: 'Endpoint',
      options: endpoints.map((one) => ({ value: one.id, label: endpointName(one) })),
    },
    {
      param: 'status',
      label: 'Status',
      options: deliveryStatuses.map((value) => ({ value, label: deliveryStatusWords[value] })),
    },
    {
      param: 'event',
      label: 'Event',
      options: [...webhookEventTypes.map(({ value, label }) => ({ value, label })), testOption],
    },
  ];
}

const testOption = { value: 'endpoint.test', label: 'Test event' };
