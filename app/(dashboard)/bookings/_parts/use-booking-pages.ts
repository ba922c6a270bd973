'use client';

import type { z } from 'zod';
import { type FirstPage, usePages } from '@/app/_components/list/use-pages';
import type { AddressParams } from '@/app/(dashboard)/_parts/search-params';
import type { Booking, listBookingsResponse } from '@/lib/contracts/bookings';
import { bookingQuery } from './booking-address';

type BookingPage = z.infer<typeof listBookingsResponse>;
export type FirstBookings = FirstPage<BookingPage>;

const CALM_MS = 15_000;
const LIVELY_MS = 2_000;

/** The bookings of an address, page by page, kept fresh; faster while one of them is calling. */
export function useBookingPages(params: AddressParams, first: FirstBookings) {
  const { pages, patch, ...list } = usePages('/api/bookings', bookingQuery(params), first, freshMs);
  return {
    ...list,
    bookings: pages?.flatMap(({ bookings }) => bookings),
    /** Unknown while the pages answer an earlier query. */
    total: list.isOutdated ? undefined : pages?.[0]?.total,
    /** Shows a change before the server has answered. */
    patch(ids: readonly string[], change: Partial<Booking>) {
      patch((page) => ({
        ...page,
        bookings: page.bookings.map((one) => (ids.includes(one.id) ? { ...one, ...change } : one)),
      }));
    },
  };
}

export type BookingPages = ReturnType<typeof useBookingPages>;

function freshMs(pages: BookingPage[]): number {
  return pages.some(({ bookings }) => bookings.some(({ status }) => status === 'calling')) ? LIVELY_MS : CALM_MS;
}
