'use client';

import type { FilterDefinition } from '@/app/_components/list/filter-chip';
import { FilterChips } from '@/app/_components/list/filter-chips';
import { useAddress } from '@/app/_components/use-address';
import { callStatusWords } from '@/app/(dashboard)/_parts/call-badge';
import { DateRangeChip } from '@/app/(dashboard)/_parts/date-range-chip';
import { callStatuses } from '@/lib/contracts/calls';

const filters: FilterDefinition[] = [
  {
    param: 'view',
    label: 'Show',
    options: [
      { value: 'live', label: 'In progress' },
      { value: 'open', label: 'Needs an outcome' },
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
