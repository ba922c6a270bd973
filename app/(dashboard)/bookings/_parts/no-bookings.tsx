'use client';

import useSWR from 'swr';
import { Button } from '@/app/_components/action/button';
import { ButtonLink } from '@/app/_components/action/link';
import { apiGet } from '@/app/_components/api';
import { EmptyState } from '@/app/_components/feedback/empty-state';
import { countText } from '@/app/_components/list/load-more';
import { useAddress } from '@/app/_components/use-address';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { bookingQuery, filterParams, isFiltered, viewOf } from './booking-address';
import type { BookingPages } from './use-booking-pages';

/** In place of an empty list: why it is empty, and the way on. */
export function NoBookings() {
  const { params } = useAddress();
  const { permissions } = useSession();
  if (isFiltered(params)) return <NoMatches />;
  if (viewOf(params) === 'past')
    return <EmptyState>Past bookings appear here with the result of each call.</EmptyState>;
  const canBook = permissions.includes('bookings:write');
  return (
    <EmptyState
      action={
        canBook ? (
          <ButtonLink variant="primary" href="/bookings/new">
            Book your first call
          </ButtonLink>
        ) : undefined
      }
    >
      No upcoming bookings yet.{canBook ? '' : ' Your role lets you view bookings, but not create them.'}
    </EmptyState>
  );
}

/** People look for a person, not for a person in the future: what the other tab has is one press away. */
function NoMatches() {
  const { params, change } = useAddress();
  const view = viewOf(params);
  const other = view === 'past' ? 'upcoming' : 'past';
  // The days of one tab have no meaning in the other.
  const elsewhere = { view: other === 'past' ? 'past' : null, from: null, to: null };
  const total = useTotal(changed(params, elsewhere));
  const clear = () => change(Object.fromEntries(filterParams.map((name) => [name, null])));
  return (
    <EmptyState
      action={
        <div className="flex flex-wrap justify-center gap-2">
          {total?.count ? (
            <Button variant="primary" onPress={() => change(elsewhere)}>
              {`Show ${countText(total.count, total.capped)} ${total.count === 1 ? 'match' : 'matches'} in ${names[other]}`}
            </Button>
          ) : null}
          <Button onPress={clear}>Clear filters</Button>
        </div>
      }
    >
      No {view} bookings match.
    </EmptyState>
  );
}

const names = { upcoming: 'Upcoming', past: 'Past' } as const;

function changed(params: URLSearchParams, changes: Record<string, string | null>): URLSearchParams {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name);
    else next.set(name, value);
  }
  return next;
}

function useTotal(params: URLSearchParams): BookingPages['total'] {
  const query = new URLSearchParams(bookingQuery(params));
  query.set('limit', '1');
  return useSWR<Pick<BookingPages, 'total'>, unknown>(`/api/bookings?${query}`, apiGet).data?.total;
}
