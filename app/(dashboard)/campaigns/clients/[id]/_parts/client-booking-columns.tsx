import type { Column } from '@/app/_components/list/column';
import { ZonedTime } from '@/app/_components/time/zoned-time';
import { AttendanceBadge } from '@/app/(dashboard)/_parts/attendance-badge';
import type { ClientBookings } from '@/lib/contracts/funnel';

type Row = ClientBookings['bookings'][number];

/** Columns of a client's bookings. */
export function clientBookingColumns(timeZone: string): Column<Row>[] {
  return [
    { id: 'attendee', header: 'Attendee', cell: (row) => <Attendee row={row} timeZone={timeZone} /> },
    { id: 'campaign', header: 'Campaign', hideBelow: 'md', cell: (row) => row.campaign_name },
    {
      id: 'moved',
      header: 'Rescheduled',
      hideBelow: 'rail',
      width: 'w-28',
      align: 'end',
      cell: (row) => (row.reschedules === 0 ? '' : `${row.reschedules}×`),
    },
    {
      id: 'attendance',
      header: 'Attendance',
      hideBelow: 'md',
      width: 'w-40',
      cell: (row) => <AttendanceBadge showedUp={row.showed_up} isCancelled={row.status === 'cancelled'} />,
    },
    {
      id: 'time',
      header: 'Time',
      hideBelow: 'md',
      width: 'w-56',
      align: 'end',
      cell: (row) => <ZonedTime at={row.scheduled_time} timeZone={timeZone} isStruck={row.status === 'cancelled'} />,
    },
  ];
}

function Attendee({ row, timeZone }: { row: Row; timeZone: string }) {
  return (
    <>
      <span className="flex items-center justify-between gap-2">
        <span className="min-w-0 truncate">{row.attendee_name}</span>
        <span className="shrink-0 md:hidden">
          <AttendanceBadge showedUp={row.showed_up} isCancelled={row.status === 'cancelled'} />
        </span>
      </span>
      <span className="block truncate font-normal text-text-muted">{row.lead_email}</span>
      <span className="block truncate font-normal text-text-muted md:hidden">
        <ZonedTime at={row.scheduled_time} timeZone={timeZone} isStruck={row.status === 'cancelled'} />
        {` · ${row.campaign_name}`}
      </span>
    </>
  );
}
