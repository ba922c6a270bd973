'use client';

import { CircleCheck, TriangleAlert } from 'lucide-react';
import useSWR from 'swr';
import type { z } from 'zod';
import { apiGet } from '@/app/_components/api';
import { Badge } from '@/app/_components/feedback/badge';
import type { Booking, BookingCheck, checkBookingResponse } from '@/lib/contracts/bookings';

type Answer = z.infer<typeof checkBookingResponse>;

const FRESH_MS = 60_000;

const words: Record<BookingCheck['warnings'][number]['code'], string> = {
  outside_calling_hours: 'Outside calling hours',
  attendee_zone_unknown: 'Attendee’s time zone unknown',
  operator_without_phone: 'Operator has no phone',
  no_operator: 'No operator',
};

/** Whether the call could go out as things stand; the gates are checked again when it is dialed. */
export function GateState({ booking }: { booking: Booking }) {
  const { data } = useSWR<Answer, unknown>(checkPath(booking), apiGet<Answer>, { refreshInterval: FRESH_MS });
  if (!data) return null;
  const obstacle = obstacleOf(data.check);
  return obstacle ? (
    <Badge tone="caution" icon={<TriangleAlert aria-hidden className="size-3.5 shrink-0" />}>
      {obstacle}
    </Badge>
  ) : (
    <Badge tone="good" icon={<CircleCheck aria-hidden className="size-3.5 shrink-0" />}>
      Ready
    </Badge>
  );
}

function obstacleOf({ attendee, warnings }: BookingCheck): string | null {
  if (attendee.opted_out) return 'Do not call';
  const [first] = warnings;
  return first ? words[first.code] : null;
}

function checkPath(booking: Booking): string {
  const query = new URLSearchParams({
    start: booking.due_at,
    timezone: booking.timezone,
    duration: String(booking.duration_minutes),
    booking: booking.id,
  });
  if (booking.staff_id) query.set('staff', booking.staff_id);
  if (booking.attendee_phone) query.set('phone', booking.attendee_phone);
  // A zone from the number is left out, because every zone of the number counts for calling hours.
  if (booking.attendee_timezone && booking.attendee_timezone_origin === 'stated')
    query.set('attendee_timezone', booking.attendee_timezone);
  return `/api/bookings/check?${query}`;
}
