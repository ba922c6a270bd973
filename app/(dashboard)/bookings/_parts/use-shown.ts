'use client';

import { useSWRConfig } from 'swr';
import type { Booking } from '@/lib/contracts/bookings';
import type { BookingPages } from './use-booking-pages';
import type { Shown } from './use-cancel';

const isBookingKey = (key: unknown) => typeof key === 'string' && key.startsWith('/api/bookings/');

/** Every place that shows a booking: the list, and the drawer over it. */
export function useShown(pages: BookingPages): Shown {
  const { mutate } = useSWRConfig();
  return {
    patch(ids, change) {
      pages.patch(ids, change);
      for (const id of ids)
        void mutate<{ booking: Booking }>(
          `/api/bookings/${id}`,
          (before) => before && { ...before, booking: { ...before.booking, ...change } },
          { revalidate: false },
        );
    },
    refresh() {
      pages.refresh();
      void mutate(isBookingKey);
    },
  };
}
