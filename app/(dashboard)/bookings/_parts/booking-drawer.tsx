'use client';

import useSWR from 'swr';
import type { z } from 'zod';
import { apiGet } from '@/app/_components/api';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { SkeletonText } from '@/app/_components/feedback/skeleton';
import { StatusBadge } from '@/app/_components/feedback/status-badge';
import { Drawer } from '@/app/_components/overlay/drawer';
import { useLastShown } from '@/app/_components/overlay/use-last-shown';
import type { Booking, bookingDetailsResponse } from '@/lib/contracts/bookings';
import { BookingActions } from './booking-actions';
import { BookingDetails } from './booking-details';
import type { Shown } from './use-cancel';

type Details = z.infer<typeof bookingDetailsResponse>;

interface BookingDrawerProps {
  /** Null: closed. */
  id: string | null;
  onClose: () => void;
  /** The list behind, and this drawer. */
  shown: Shown;
  onCancel: (booking: Booking) => void;
}

const CALM_MS = 10_000;
const LIVELY_MS = 1_000;

/** One booking: its state, what can be done, and its history. */
export function BookingDrawer({ id, onClose, shown, onCancel }: BookingDrawerProps) {
  const lastId = useLastShown(id);

  const { data, error, mutate } = useSWR<Details, unknown>(lastId && `/api/bookings/${lastId}`, apiGet<Details>, {
    refreshInterval: (latest) => (id === null ? 0 : latest?.booking.status === 'calling' ? LIVELY_MS : CALM_MS),
  });
  return (
    <Drawer
      isOpen={id !== null}
      onClose={onClose}
      title={data?.booking.title ?? 'Booking'}
      status={data ? <StatusBadge status={data.booking.status} /> : null}
      action={
        data ? (
          <BookingActions
            booking={data.booking}
            timeline={data.timeline}
            onCancel={() => onCancel(data.booking)}
            shown={shown}
          />
        ) : null
      }
    >
      {data ? <BookingDetails booking={data.booking} timeline={data.timeline} onMarked={shown.refresh} /> : null}
      {error && !data ? (
        <ErrorState title="We couldn’t load this booking." error={error} onRetry={() => void mutate()} />
      ) : null}
      {!data && !error ? <SkeletonText lines={8} label="Loading booking" /> : null}
    </Drawer>
  );
}
