'use client';

import { CalendarCheck, CalendarClock, CalendarX } from 'lucide-react';
import { Badge } from '@/app/_components/feedback/badge';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import { syncWords } from '@/lib/calendars/sync-words';
import type { Booking } from '@/lib/contracts/bookings';
import { syncText } from './sync-text';
import { useCalendarName } from './use-calendar-name';

const iconStyle = 'size-3.5 shrink-0';

/** Whether there is anything to say of a calendar outside; one that was cancelled before it came there has none. */
export function isInCalendar({ sync_state, status, connection_id }: Booking): boolean {
  return sync_state !== null && !(status === 'cancelled' && connection_id === null);
}

/** Whether the connected calendar agrees with a booking. Nothing for bookings that are in none. */
export function SyncState({ booking, className }: { booking: Booking; className?: string }) {
  const isShown = isInCalendar(booking);
  const calendar = useCalendarName(isShown ? booking.connection_id : null);
  if (!isShown || !booking.sync_state) return null;
  const text = syncText(booking, calendar);
  switch (booking.sync_state) {
    case 'synced':
      return (
        <Badge icon={<CalendarCheck aria-hidden className={iconStyle} />} className={className}>
          {text}
        </Badge>
      );
    case 'pending':
      return (
        <Badge tone="info" icon={<CalendarClock aria-hidden className={iconStyle} />} className={className}>
          {text}
        </Badge>
      );
    case 'failed':
      return (
        <Badge tone="caution" icon={<CalendarX aria-hidden className={iconStyle} />} className={className}>
          {text}
        </Badge>
      );
  }
}

/** Why the calendar does not agree, and what to do; nothing while it does. */
export function SyncProblem({ booking }: { booking: Booking }) {
  const isShown = booking.sync_state === 'failed' && isInCalendar(booking);
  const calendar = useCalendarName(isShown ? booking.connection_id : null);
  if (!isShown) return null;
  const { why, remedy } = syncWords(booking.sync_error);
  return (
    <Callout tone="caution" icon={CalendarX}>
      {syncText(booking, calendar)}: {why}. {remedy}
    </Callout>
  );
}
