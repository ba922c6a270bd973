'use client';

import type { ReactNode } from 'react';
import { Button } from '@/app/_components/action/button';
import { useAddress } from '@/app/_components/use-address';
import { FilterChip, type FilterDefinition } from './filter-chip';
import { SearchInAddress } from './search-in-address';

interface FilterChipsProps {
  filters: FilterDefinition[];
  /** A search field before the chips. */
  search?: { param: string; label: string; placeholder?: string };
  /** A chip before the others, for dates in the parameters `from` and `to`. */
  days?: ReactNode;
  /** The server renders the page by these parameters. */
  fromServer?: boolean;
}

/** Filters of a list, kept in the address. Several values of one filter are separated by commas. */
export function FilterChips({ filters, search, days, fromServer }: FilterChipsProps) {
  const { params, change } = useAddress();
  const allParams = [
    ...filters.map((filter) => filter.param),
    ...(search ? [search.param] : []),
    ...(days ? ['from', 'to'] : []),
  ];
  const isAnySet = allParams.some((param) => params.has(param));

  return (
    <section aria-label="Filters" className="mb-3 flex flex-wrap items-center gap-2">
      {search ? <SearchInAddress {...search} fromServer={fromServer} /> : null}
      {days}
      {filters.map((filter) => (
        <FilterChip
          key={filter.param}
          filter={filter}
          values={params.get(filter.param)?.split(',') ?? []}
          onChange={(values) => change({ [filter.param]: values.join(',') }, { fromServer })}
        />
      ))}
      {isAnySet ? (
        <Button
          variant="ghost"
          size="small"
          onPress={() => change(Object.fromEntries(allParams.map((param) => [param, null])), { fromServer })}
        >
          Clear filters
        </Button>
      ) : null}
    </section>
  );
}
