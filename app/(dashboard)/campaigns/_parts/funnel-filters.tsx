'use client';

import { FilterChips } from '@/app/_components/list/filter-chips';
import { useAddress } from '@/app/_components/use-address';
import { DateRangeChip } from '@/app/(dashboard)/_parts/date-range-chip';

export interface FunnelOptions {
  clients: { id: string; name: string }[];
  campaigns: { id: string; name: string; clientId: string | null }[];
}

interface FunnelFiltersProps {
  options: FunnelOptions;
  timeZone: string;
  /** What the dates select, e.g. `Dates: when the meeting took place`. */
  datesNote: string;
}

/** Client, campaign and dates; kept in the address. */
export function FunnelFilters({ options, timeZone, datesNote }: FunnelFiltersProps) {
  const { params, change } = useAddress();
  const client = params.get('client');
  const named = (rows: { id: string; name: string }[]) => rows.map(({ id, name }) => ({ value: id, label: name }));
  const campaigns = options.campaigns.filter(({ clientId }) => client === null || clientId === client);
  return (
    <div className="flex flex-wrap items-start gap-x-2">
      <FilterChips
        filters={[
          ...(options.clients.length > 0
            ? [{ param: 'client', label: 'Client', options: named(options.clients) }]
            : []),
          { param: 'campaign', label: 'Campaign', options: named(campaigns) },
        ]}
      />
      <DateRangeChip
        range={{ from: params.get('from'), to: params.get('to') }}
        onChange={({ from, to }) => change({ from, to })}
        timeZone={timeZone}
        view="past"
      />
      <p className="self-center text-caption text-text-muted">{datesNote}</p>
    </div>
  );
}
