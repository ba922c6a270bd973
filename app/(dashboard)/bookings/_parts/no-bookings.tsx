'use client';

import { Button } from '@/app/_components/action/button';
import { ButtonLink } from '@/app/_components/action/link';
import { EmptyState } from '@/app/_components/feedback/empty-state';
import { useAddress } from '@/app/_components/use-address';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { filterParams, isFiltered, viewOf } from './booking-address';

/** In place of an empty list: why it is empty, and the way on. */
export function NoBookings() {
  const { params, change } = useAddress();
  const { permissions } = useSession();
  if (isFiltered(params)) {
    const clear = () => change(Object.fromEntries(filterParams.map((name) => [name, null])));
    return (
      <EmptyState action={<Button onPress={clear}>Clear filters</Button>}>
        No {viewOf(params)} booking fits these filters.
      </EmptyState>
    );
  }
  if (viewOf(params) === 'past')
    return (
      <EmptyState>Bookings whose time has passed will be here, the latest first, with how each call went.</EmptyState>
    );
  const canBook = permissions.includes('bookings:write');
  return (
    <EmptyState
      action={
        canBook ? (
          <ButtonLink variant="primary" href="/bookings/new">
            Book the first call
          </ButtonLink>
        ) : undefined
      }
    >
      Calls to come will be here, soonest first. Each is placed at its second.
      {canBook ? '' : ' Your role can look at bookings but not make them.'}
    </EmptyState>
  );
}
