'use client';

import { Download } from 'lucide-react';
import { Button } from '@/app/_components/action/button';
import { buttonStyle } from '@/app/_components/action/button-style';
import { FilterChip, type FilterDefinition } from '@/app/_components/list/filter-chip';
import { SearchInAddress } from '@/app/_components/list/search-in-address';
import { useAddress } from '@/app/_components/use-address';
import { DateRangeChip } from '@/app/(dashboard)/_parts/date-range-chip';
import { bookingSources, bookingStatuses } from '@/lib/contracts/bookings';
import type { StaffWire } from '@/lib/contracts/staff';
import { exportHref, filterParams, isFiltered, viewOf } from './booking-address';
import { sourceWords } from './booking-words';

interface BookingFiltersProps {
  staff: Pick<StaffWire, 'id' | 'name'>[];
  timeZone: string;
}

const statuses: FilterDefinition = {
  param: 'status',
  label: 'Status',
  isMultiple: true,
  options: bookingStatuses.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) })),
};
const sources: FilterDefinition = {
  param: 'source',
  label: 'Source',
  options: bookingSources.map((value) => ({ value, label: sourceWords[value] })),
};

/** Search and filters of the bookings, kept in the address. */
export function BookingFilters({ staff, timeZone }: BookingFiltersProps) {
  const { params, change } = useAddress();
  const operators: FilterDefinition = {
    param: 'staff',
    label: 'Operator',
    options: staff.map(({ id, name }) => ({ value: id, label: name })),
  };
  return (
    <section aria-label="Filters" className="mb-3 flex flex-wrap items-center gap-2">
      <SearchInAddress param="q" label="Search bookings" placeholder="Name, number or title" />
      <DateRangeChip
        range={{ from: params.get('from'), to: params.get('to') }}
        onChange={({ from, to }) => change({ from, to })}
        timeZone={timeZone}
        view={viewOf(params)}
      />
      {[statuses, operators, sources].map((filter) => (
        <FilterChip
          key={filter.param}
          filter={filter}
          values={params.get(filter.param)?.split(',') ?? []}
          onChange={(values) => change({ [filter.param]: values.join(',') })}
        />
      ))}
      {isFiltered(params) ? (
        <Button
          variant="ghost"
          size="small"
          onPress={() => change(Object.fromEntries(filterParams.map((name) => [name, null])))}
        >
          Clear filters
        </Button>
      ) : null}
      <a href={exportHref(params)} download className={buttonStyle('ghost', 'small', 'text-text-muted md:ml-auto')}>
        <Download aria-hidden className="size-3.5" />
        Export CSV
      </a>
    </section>
  );
}
