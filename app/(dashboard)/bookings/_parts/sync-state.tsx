'use client';

import { CalendarCheck, CalendarClock, CalendarX, type LucideIcon } from 'lucide-react';
import { cx } from '@/app/_components/cx';
import { Badge, type Tone } from '@/app/_components/feedback/badge';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import { syncWords } from '@/lib/calendars/outbound/sync-status-text';
import type { Booking } from '@/lib/contracts/bookings';
import { syncText } from './sync-text';
import { useCalendarName } from './use-calendar-name';

const looks: Record<NonNullable<Booking['sync_state']>, { icon: LucideIcon; tone: Tone; colour: string }> = {
  synced: { icon: CalendarCheck, tone: 'neutral', colour: 'text-text-muted' },
  pending: { icon: CalendarClock, tone: 'info', colour: 'text-info' },
  failed: { icon: CalendarX, tone: 'caution', colour: 'text-caution' },
};

/** Whether a booking is, or should be, in a connected calendar. */
export function isInCalendar({ sync_state, status, connection_id }: Booking): boolean {
  return sync_state !== null && !(status === 'cancelled' && connection_id === null);
}

/** Whether the connected calendar agrees with a booking. Nothing for bookings without one. */
export function SyncState({ booking }: { booking: Booking }) {
  const calendar = useCalendarName(isInCalendar(booking) ? booking.connection_id : null);
  if (!booking.sync_state || !isInCalendar(booking)) return null;
  const { icon: Icon, tone } = looks[booking.sync_state];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden className="size-3.5 shrink-0" />}>
      {syncText(booking, calendar)}
    </Badge>
  );
}

/** The same as an icon, with the words on hover and for screen readers. */
export function SyncMark({ booking }: { booking: Booking }) {
  const calendar = useCalendarName(isInCalendar(booking) ? booking.connection_id : null);
  if (!booking.sync_state || !isInCalendar(booking)) return null;
  const { icon: Icon, colour } = looks[booking.sync_state];
  const text = syncText(booking, calendar);
  return (
    <span title={text} className={cx('relative inline-flex shrink-0', colour)}>
      <Icon aria-hidden className="size-4" />
      <span className="sr-only">{text}</span>
    </span>
  );
}

/** Why the calendar disagrees, and what to do; nothing while it agrees. */
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
