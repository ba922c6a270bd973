'use client';

import useSWRInfinite from 'swr/infinite';
import type { z } from 'zod';
import { apiGet } from '@/app/_components/api';
import type { Booking, listBookingsResponse } from '@/lib/contracts/bookings';
import { type AddressParams, bookingQuery } from './booking-address';

export type BookingPage = z.infer<typeof listBookingsResponse>;

/** The first page as the server rendered it, and the query that it answers. */
export interface FirstBookings {
  query: string;
  page: BookingPage;
}

const CALM_MS = 15_000;
const LIVELY_MS = 2_000;

/** The bookings that an address asks for, page after page, kept fresh; faster while one of them is calling. */
export function useBookingPages(params: AddressParams, first: FirstBookings) {
  const keyOf = (index: number, before: BookingPage | null) => {
    if (index > 0 && !before?.next_cursor) return null;
    return `/api/bookings?${bookingQuery(params, before?.next_cursor)}`;
  };
  const isAsRendered = bookingQuery(params) === first.query;
  const { data, error, size, setSize, isLoading, isValidating, mutate } = useSWRInfinite<BookingPage, unknown>(
    keyOf,
    apiGet<BookingPage>,
    {
      fallbackData: isAsRendered ? [first.page] : undefined,
      keepPreviousData: true,
      revalidateAll: true,
      refreshInterval: (pages) => (isLively(pages) ? LIVELY_MS : CALM_MS),
    },
  );
  const pages = data ?? [];
  const last = pages.at(-1);

  return {
    /** Undefined until the first answer. */
    bookings: data && pages.flatMap((page) => page.bookings),
    total: pages[0]?.total,
    hasMore: Boolean(last?.next_cursor),
    isLoadingMore: isValidating && size > pages.length,
    /** Another filter was chosen and its answer is not there yet. */
    isStale: isLoading && !isAsRendered && data !== undefined,
    error,
    loadMore: () => void setSize(size + 1),
    refresh: () => void mutate(),
    /** Shows a change before the server has answered. */
    patch(ids: readonly string[], change: Partial<Booking>) {
      const patched = (page: BookingPage): BookingPage => ({
        ...page,
        bookings: page.bookings.map((one) => (ids.includes(one.id) ? { ...one, ...change } : one)),
      });
      void mutate((before) => before?.map(patched), { revalidate: false });
    },
  };
}

export type BookingPages = ReturnType<typeof useBookingPages>;

function isLively(pages: BookingPage[] | undefined): boolean {
  return pages?.some((page) => page.bookings.some(({ status }) => status === 'calling')) ?? false;
}
