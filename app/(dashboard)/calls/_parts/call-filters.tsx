'use client';

import { Button } from '@/app/_components/action/button';
import { FilterChip, type FilterDefinition } from '@/app/_components/list/filter-chip';
import { useAddress } from '@/app/_components/use-address';
import { DateRangeChip } from '@/app/(dashboard)/bookings/_parts/date-range-chip';
import { callStatuses } from '@/lib/contracts/calls';
import { callFilterParams } from './call-address';
import { callStatusWords } from './call-badge';

const filters: FilterDefinition[] = [
  {
    param: 'view',
    label: 'Show',
    options: [
      { value: 'live', label: 'Under way' },
      { value: 'open', label: 'Waiting for an outcome' },
    ],
  },
  {
    param: 'status',
    label: 'Result',
    isMultiple: true,
    options: callStatuses.map((value) => ({ value, label: callStatusWords[value] })),
  },
];

/** Filters of the calls, kept in the address. */
export function CallFilters({ timeZone }: { timeZone: string }) {
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
      {callFilterParams.some((name) => params.has(name)) ? (
        <Button
          variant="ghost"
          size="small"
          onPress={() => change(Object.fromEntries(callFilterParams.map((name) => [name, null])))}
        >
          Clear filters
        </Button>
      ) : null}
    </section>
  );
}
