'use client';

import { CalendarClock, CalendarPlus, CircleSlash, ClipboardCheck, Phone, Radio, Undo2 } from 'lucide-react';
import { Button } from '@/app/_components/action/button';
import { ButtonLink } from '@/app/_components/action/link';
import { useNow } from '@/app/_components/browser-clock';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import type { Booking, TimelineEntry } from '@/lib/contracts/bookings';
import { bookingLimits } from '@/lib/contracts/bookings';
import { MINUTE_MS } from '@/lib/time/units';
import { restore, type Shown } from './use-cancel';

interface BookingActionsProps {
  booking: Booking;
  timeline: TimelineEntry[];
  onCancel: () => void;
  shown: Shown;
}

const SOON_MS = 15 * MINUTE_MS;
const icon = { 'aria-hidden': true, className: 'size-4' } as const;

/** What can be done with a booking in its current state, the likeliest first. */
export function BookingActions({ booking, timeline, onCancel, shown }: BookingActionsProps) {
  const { permissions } = useSession();
  const now = useNow(15_000) ?? 0;
  const canWrite = permissions.includes('bookings:write');
  const canDeclare = permissions.includes('calls:execute');
  const isDeclared = timeline.some(({ kind }) => kind === 'call.outcome_declared');
  const isSoon = booking.fulfilment === 'call' && Date.parse(booking.due_at) - now < SOON_MS;
  const callHref = booking.call_id ? `/calls/${booking.call_id}` : null;

  return (
    <div className="flex flex-wrap gap-2 empty:hidden">
      {booking.status === 'pending' ? (
        <>
          {isSoon ? (
            <ButtonLink variant="primary" href={`/bookings/${booking.id}/live`} icon={<Radio {...icon} />}>
              Open call
            </ButtonLink>
          ) : null}
          {canWrite ? (
            <>
              <ButtonLink
                variant={isSoon ? 'secondary' : 'primary'}
                href={`/bookings/${booking.id}/edit`}
                icon={<CalendarClock {...icon} />}
              >
                Reschedule or edit
              </ButtonLink>
              <Button onPress={onCancel} icon={<CircleSlash {...icon} />}>
                Cancel booking
              </Button>
            </>
          ) : null}
        </>
      ) : null}
      {booking.status === 'calling' && callHref ? (
        <ButtonLink variant="primary" href={callHref} icon={<Radio {...icon} />}>
          Open call
        </ButtonLink>
      ) : null}
      {(booking.status === 'completed' || booking.status === 'failed') && callHref ? (
        <ButtonLink
          variant={booking.status === 'completed' && !isDeclared && canDeclare ? 'primary' : 'secondary'}
          href={callHref}
          icon={isDeclared || !canDeclare ? <Phone {...icon} /> : <ClipboardCheck {...icon} />}
        >
          {isDeclared || !canDeclare ? 'View call' : 'Log outcome'}
        </ButtonLink>
      ) : null}
      {booking.status === 'cancelled' && canWrite && canStillRestore(booking, now) ? (
        <Button variant="primary" icon={<Undo2 {...icon} />} onPress={() => void restore([booking.id], shown)}>
          Restore booking
        </Button>
      ) : null}
      {canWrite && booking.status !== 'pending' && booking.status !== 'calling' ? (
        <ButtonLink
          variant={booking.status === 'failed' ? 'primary' : 'secondary'}
          href={`/bookings/new?again=${booking.id}`}
          icon={<CalendarPlus {...icon} />}
        >
          Book again
        </ButtonLink>
      ) : null}
    </div>
  );
}

function canStillRestore(booking: Booking, now: number): boolean {
  const isRecent = now - Date.parse(booking.updated_at) < bookingLimits.undoMinutes * MINUTE_MS;
  return isRecent && Date.parse(booking.start_time) > now;
}
