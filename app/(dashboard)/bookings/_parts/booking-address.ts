import type { AddressParams } from '@/app/(dashboard)/_parts/search-params';
import { bookingLimits, bookingSources, bookingStatuses } from '@/lib/contracts/bookings';
import { boundsOfDay } from '@/lib/time/wall-time';

export type BookingView = 'upcoming' | 'past';

const MAX_SEARCH = 100;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Which half of the bookings an address shows. */
export function viewOf(params: AddressParams): BookingView {
  return params.get('view') === 'past' ? 'past' : 'upcoming';
}

/** Names of the parameters that narrow the list. */
export const filterParams = ['status', 'source', 'staff', 'from', 'to', 'q'] as const;

/** Whether an address narrows the list. */
export function isFiltered(params: AddressParams): boolean {
  return filterParams.some((name) => params.get(name));
}

/** Query of `GET /api/bookings` for an address. Unknown values are left out, so that an old or mistyped link still opens. */
export function bookingQuery(params: AddressParams): string {
  const query = new URLSearchParams({ view: viewOf(params) });
  const add = (name: string, value: string | null | undefined) => {
    if (value) query.set(name, value);
  };
  const source = params.get('source');
  add('status', knownStatuses(params.get('status')));
  add(
    'source',
    bookingSources.find((known) => known === source),
  );
  add('staff_id', params.get('staff')?.slice(0, 64));
  add('from', dayOf(params.get('from')));
  add('to', dayOf(params.get('to')));
  add('q', params.get('q')?.trim().slice(0, MAX_SEARCH));
  add('limit', String(bookingLimits.pageSize));
  return query.toString();
}

/** Address of all of the same bookings as a file. */
export function exportHref(params: AddressParams): string {
  const query = new URLSearchParams(bookingQuery(params));
  query.delete('limit');
  return `/api/bookings/export?${query}`;
}

function knownStatuses(list: string | null): string {
  const named = list?.split(',') ?? [];
  return bookingStatuses.filter((status) => named.includes(status)).join(',');
}

function dayOf(text: string | null): string | undefined {
  return text && DAY.test(text) && boundsOfDay(text, 'UTC') ? text : undefined;
}
