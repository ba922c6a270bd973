'use client';

import { Button } from '@/app/_components/action/button';
import { FilterChip, type FilterDefinition } from '@/app/_components/list/filter-chip';
import { useAddress } from '@/app/_components/use-address';
import { DateRangeChip } from '@/app/(dashboard)/bookings/_parts/date-range-chip';
import { webhookEventStatuses, webhookProviders } from '@/lib/contracts/webhook-events';
import { receivedFilterParams } from './received-address';
import { providerName, receivedStatusWords } from './received-words';

const filters: FilterDefinition[] = [
  {
    param: 'provider',
    label: 'From',
    isMultiple: true,
    options: webhookProviders
      .filter((provider) => provider !== 'emailbison')
      .map((value) => ({ value, label: providerName(value) })),
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

/** Filters of what was received, kept in the address. */
export function ReceivedFilters({ timeZone }: { timeZone: string }) {
  const { params, change } = useAddress();
  return (
    <section aria-label="Filters" className="mb-3 flex flex-wrap items-center gap-2">
      <DateRangeChip
        range={{ from: params.get('from'), to: params.get('to') }}
        onChange={({ from, to }) => change({ from, to })}
        timeZone={timeZone}
        view="past"
      />
      {filters.map((filter) => (
        <FilterChip
          key={filter.param}
          filter={filter}
          values={params.get(filter.param)?.split(',') ?? []}
          onChange={(values) => change({ [filter.param]: values.join(',') })}
        />
      ))}
      {receivedFilterParams.some((name) => params.has(name)) ? (
        <Button
          variant="ghost"
          size="small"
          onPress={() => change(Object.fromEntries(receivedFilterParams.map((name) => [name, null])))}
        >
          Clear filters
        </Button>
      ) : null}
    </section>
  );
}
