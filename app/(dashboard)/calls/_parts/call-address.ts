import type { AddressParams } from '@/app/(dashboard)/_parts/search-params';
import { callLimits, callStatuses } from '@/lib/contracts/calls';
import { boundsOfDay } from '@/lib/time/wall-time';

/** Names of the parameters that narrow the list. */
export const callFilterParams = ['view', 'status', 'from', 'to'] as const;

/** Query of `GET /api/calls` for an address; its dates are in `timeZone`. Unknown values are left out. */
export function callQuery(params: AddressParams, timeZone: string): string {
  const query = new URLSearchParams();
  const add = (name: string, value: string | null | undefined) => {
    if (value) query.set(name, value);
  };
  const view = params.get('view');
  const named = params.get('status')?.split(',') ?? [];
  add('view', view === 'live' || view === 'open' ? view : null);
  add('status', callStatuses.filter((status) => named.includes(status)).join(','));
  add('from', dayBounds(params.get('from'), timeZone)?.from.toISOString());
  add('to', dayBounds(params.get('to'), timeZone)?.until.toISOString());
  add('limit', String(callLimits.pageSize));
  return query.toString();
}

function dayBounds(day: string | null, timeZone: string) {
  return day && /^\d{4}-\d{2}-\d{2}$/.test(day) ? boundsOfDay(day, timeZone) : null;
}
