import type { Database } from '@/lib/db/client';
import { attendees, bookings } from '@/lib/db/schema/bookings';
import { jobs } from '@/lib/db/schema/jobs';
import type { Writer } from '@/lib/db/write-context';
import { type RowsOf, rowsOf, writeRows } from '@/lib/db/write-rows';
import { type JobRequest, jobRows } from '@/lib/jobs/enqueue';
import { MINUTE_MS } from '@/lib/time/units';
import { attendeeColumns, attendeeRows, type Person } from './attendees';
import { BOOKING_CHANGED } from './job-names';
import { initialStatus } from './lifecycle';
import { type BookingEvent, eventsOf } from './record-events';

type Row = typeof bookings.$inferInsert;

/** A booking to be made, without the columns that follow from the rest. */
export interface NewBooking {
  id: string;
  organizationId: string;
  start: Date;
  end: Date;
  /** The booking's own attendee first. */
  people: readonly [Person, ...Person[]];
  /** Pending without a reason by default. */
  status?: ReturnType<typeof initialStatus>;
  columns: Omit<
    Row,
    | 'id'
    | 'organizationId'
    | 'startTime'
    | 'endTime'
    | 'durationMinutes'
    | 'dueAt'
    | 'status'
    | 'statusReason'
    | 'createdAt'
    | 'updatedAt'
    | keyof ReturnType<typeof attendeeColumns>
  >;
  /** What happened to it so far, `created` first. */
  events: readonly Omit<BookingEvent, 'organizationId' | 'bookingId'>[];
  /** When the calendar that holds it is brought in step with it; null when no calendar does. */
  syncAt: Date | null;
}

/** Makes a booking in one statement: its row, its people, its history and the jobs of everybody it concerns. */
export async function insertBooking(tx: Database, writer: Writer, booking: NewBooking): Promise<void> {
  await writeRows(tx, bookingRows(writer, [booking]));
}

/** The rows of `insertBooking` for several bookings; all of them give the same columns. */
export function bookingRows(writer: Writer, made: readonly NewBooking[]): RowsOf[] {
  const events = made.flatMap(({ id: bookingId, organizationId, events }) =>
    events.map((event) => ({ ...event, bookingId, organizationId })),
  );
  const recorded = eventsOf(writer, events);
  return [
    rowsOf(
      bookings,
      made.map((booking) => rowOf(writer.now, booking)),
    ),
    rowsOf(
      attendees,
      made.flatMap((booking) => attendeeRows(writer, booking, booking.people)),
    ),
    recorded.history,
    rowsOf(jobs, jobRows(writer, [...recorded.jobs, ...made.flatMap(syncOf)])),
  ];
}

function rowOf(now: Date, { id, organizationId, start, end, people, status, columns }: NewBooking): Row {
  return {
    id,
    organizationId,
    ...columns,
    ...(status ?? initialStatus('create', null)),
    startTime: start,
    endTime: end,
    durationMinutes: Math.max(1, Math.round((end.getTime() - start.getTime()) / MINUTE_MS)),
    dueAt: start,
    ...attendeeColumns(people[0], start),
    createdAt: now,
    updatedAt: now,
  };
}

function syncOf({ id: bookingId, organizationId, syncAt }: NewBooking): JobRequest[] {
  if (syncAt === null) return [];
  return [{ name: BOOKING_CHANGED, key: bookingId, organizationId, payload: { bookingId }, runAt: syncAt }];
}
