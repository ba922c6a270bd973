import type { Actor } from '@/lib/core/context';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { bookingHistory } from '@/lib/db/schema/bookings';
import { jobs as jobsTable } from '@/lib/db/schema/jobs';
import { type RowsOf, rowsOf } from '@/lib/db/write-rows';
import { enqueueAll, type JobRequest, jobRows } from '@/lib/jobs/enqueue';
import { attributedKinds, BOOKING_ATTRIBUTE, BOOKING_PUBLISH, publishedKinds } from './job-names';

/** Who makes it happen, and when. */
export interface EventWriter {
  actor: Actor;
  ids: IdSource;
  now: Date;
}

export interface BookingHappening {
  organizationId: string;
  bookingId: string;
  kind: string;
  detail?: Record<string, unknown>;
}

/**
 * Adds to what is known to have happened to bookings, and queues the work of those whom it concerns; call it inside the
 * transaction that makes it happen. The only way into a booking's timeline.
 */
export async function recordEvents(tx: Database, writer: EventWriter, happenings: BookingHappening[]): Promise<void> {
  if (happenings.length === 0) return;
  const { history, jobs } = eventsOf(writer, happenings);
  await tx.insert(bookingHistory).values(history);
  await enqueueAll(tx, writer, jobs);
}

/** Events of bookings that are made in the same statement, see `recordEvents`: their rows. */
export function eventRows(writer: EventWriter, happenings: readonly BookingHappening[]): RowsOf[] {
  const { history, jobs } = eventsOf(writer, happenings);
  return [rowsOf(bookingHistory, history), rowsOf(jobsTable, jobRows(writer, jobs))];
}

function eventsOf({ actor, ids, now }: EventWriter, happenings: readonly BookingHappening[]) {
  const history = happenings.map(({ organizationId, bookingId, kind, detail = {} }) => ({
    id: ids.make('history'),
    organizationId,
    bookingId,
    at: now,
    kind,
    actor,
    detail,
  }));
  const counted = new Map(
    history.filter(({ kind }) => attributedKinds.has(kind)).map((event) => [event.bookingId, event.organizationId]),
  );
  const told = history.filter(({ kind }) => publishedKinds.has(kind));
  const jobs = [
    ...[...counted].map(([bookingId, organizationId]): JobRequest => {
      return { name: BOOKING_ATTRIBUTE, key: bookingId, organizationId, payload: { bookingId }, runAt: now };
    }),
    ...told.map(({ id, organizationId }): JobRequest => {
      return { name: BOOKING_PUBLISH, key: id, organizationId, payload: { historyId: id }, runAt: now };
    }),
  ];
  return { history, jobs };
}

/** One event, see `recordEvents`. */
export function recordEvent(tx: Database, writer: EventWriter, happening: BookingHappening): Promise<void> {
  return recordEvents(tx, writer, [happening]);
}
