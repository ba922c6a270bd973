'use client';

import type { FilterDefinition } from '@/app/_components/list/filter-chip';
import { FilterChips } from '@/app/_components/list/filter-chips';
import { useAddress } from '@/app/_components/use-address';
import { DateRangeChip } from '@/app/(dashboard)/_parts/date-range-chip';
import { providerTitle } from '@/lib/contracts/provider-titles';
import { webhookEventStatuses, webhookProviders } from '@/lib/contracts/webhook-events';
import { receivedStatusWords } from './received-words';

const filters: FilterDefinition[] = [
  {
    param: 'provider',
    label: 'Source',
    isMultiple: true,
    options: webhookProviders
      .filter((provider) => provider !== 'emailbison')
      .map((value) => ({ value, label: providerTitle(value) })),
  },
  {
    param: 'status',
    label: 'Outcome',
    isMultiple: true,
    options: webhookEventStatuses.map((value) => ({ value, label: receivedStatusWords[value] })),
  },
  {
    param: 'show',
    label: 'Show',
    options: [
      { value: 'late', label: 'Late only' },
      { value: 'duplicate', label: 'Repeated only' },
    ],
  },
];

/** Filters of the received webhooks, kept in the address. */
export function ReceivedFilters({ timeZone }: { timeZone: string }) {
  const { params, change } = useAddress();
  return (
    <FilterChips
      filters={filters}
      days={
        <DateRangeChip
          range={{ from: params.get('from'), to: params.get('to') }}
          onChange={({ from, to }) => change({ from, to })}
          timeZone={timeZone}
          view="past"
        />
      }
    />
  );
}
