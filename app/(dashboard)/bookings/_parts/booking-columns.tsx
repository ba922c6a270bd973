import { StatusBadge } from '@/app/_components/feedback/status-badge';
import type { Column } from '@/app/_components/list/column';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { ZonedTime } from '@/app/_components/time/zoned-time';
import type { Booking } from '@/lib/contracts/bookings';
import { SyncMark } from './sync-state';

/** Columns of a list of bookings, with times in the given zone. */
export function bookingColumns(timeZone: string): Column<Booking>[] {
  return [
    { id: 'attendee', header: 'Attendee', cell: (booking) => <Attendee booking={booking} timeZone={timeZone} /> },
    { id: 'title', header: 'Title', hideBelow: 'rail', cell: (booking) => <Title booking={booking} /> },
    {
      id: 'status',
      header: 'Status',
      hideBelow: 'md',
      width: 'w-30',
      cell: (booking) => <StatusBadge status={booking.status} />,
    },
    { id: 'operator', header: 'Operator', hideBelow: 'rail', width: 'w-40', cell: (booking) => operatorOf(booking) },
    {
      id: 'time',
      header: 'Time',
      hideBelow: 'md',
      width: 'w-90',
      align: 'end',
      cell: (booking) => <StartTime booking={booking} timeZone={timeZone} />,
    },
    {
      id: 'starts',
      header: 'Starts',
      hideBelow: 'rail',
      width: 'w-28',
      align: 'end',
      cell: (booking) => <RelativeTime at={booking.start_time} timeZone={timeZone} className="text-text-muted" />,
    },
  ];
}

function operatorOf({ staff_name }: Booking) {
  return staff_name ?? <span className="text-text-muted">Unassigned</span>;
}

/** On small screens the row is a card with name, status, time and title. */
function Attendee({ booking, timeZone }: { booking: Booking; timeZone: string }) {
  return (
    <>
      <span className="flex items-center justify-between gap-2">
        <span className="min-w-0 truncate">{booking.attendee_name}</span>
        <StatusBadge status={booking.status} className="shrink-0 md:hidden" />
      </span>
      <span className="block truncate font-normal text-text-muted md:hidden">
        <StartTime booking={booking} timeZone={timeZone} />
      </span>
      <span className="flex justify-between gap-2 font-normal text-text-muted md:hidden">
        <Title booking={booking} />
        <RelativeTime at={booking.start_time} timeZone={timeZone} className="shrink-0" />
      </span>
    </>
  );
}

function Title({ booking }: { booking: Booking }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className="min-w-0 truncate">{booking.title}</span>
      <SyncMark booking={booking} />
    </span>
  );
}

function StartTime({ booking, timeZone }: { booking: Booking; timeZone: string }) {
  return (
    <ZonedTime
      at={booking.start_time}
      timeZone={timeZone}
      otherZone={booking.attendee_timezone}
      otherOrigin={booking.attendee_timezone_origin}
      isStruck={booking.status === 'cancelled'}
    />
  );
}
