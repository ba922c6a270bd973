import type { Database } from '@/lib/db/client';
import { bookingHistory } from '@/lib/db/schema/bookings';
import type { Writer } from '@/lib/db/write-context';
import { type RowsOf, rowsOf } from '@/lib/db/write-rows';
import { enqueueAll, type JobRequest } from '@/lib/jobs/enqueue';
import { attributedKinds, BOOKING_ATTRIBUTE, BOOKING_PUBLISH, publishedKinds } from './job-names';

/** Something that happened to a booking. */
export interface BookingEvent {
  organizationId: string;
  bookingId: string;
  kind: string;
  detail?: Record<string, unknown>;
}

/**
 * Adds events to bookings' timelines and queues the work of everybody they concern, inside the transaction that makes
 * them happen. Nothing else writes a timeline.
 */
export async function recordEvents(tx: Database, writer: Writer, events: readonly BookingEvent[]): Promise<void> {
  if (events.length === 0) return;
  const { history, jobs } = historyAndJobs(writer, events);
  await tx.insert(bookingHistory).values(history);
  await enqueueAll(tx, writer, jobs);
}

/** The rows and jobs of `recordEvents`, for bookings that are made in the same statement. */
export function eventsOf(writer: Writer, events: readonly BookingEvent[]): { history: RowsOf; jobs: JobRequest[] } {
  const { history, jobs } = historyAndJobs(writer, events);
  return { history: rowsOf(bookingHistory, history), jobs };
}

function historyAndJobs({ actor, ids, now }: Writer, events: readonly BookingEvent[]) {
  const history = events.map(({ organizationId, bookingId, kind, detail = {} }) => ({
    id: ids.make('history'),
    organizationId,
    bookingId,
    at: now,
    kind,
    actor,
    detail,
  }));
  const attributed = new Map(
    history.filter(({ kind }) => attributedKinds.has(kind)).map((event) => [event.bookingId, event.organizationId]),
  );
  const published = history.filter(({ kind }) => publishedKinds.has(kind));
  const jobs = [
    ...[...attributed].map(([bookingId, organizationId]): JobRequest => {
      return { name: BOOKING_ATTRIBUTE, key: bookingId, organizationId, payload: { bookingId }, runAt: now };
    }),
    ...published.map(({ id, organizationId }): JobRequest => {
      return { name: BOOKING_PUBLISH, key: id, organizationId, payload: { historyId: id }, runAt: now };
    }),
  ];
  return { history, jobs };
}

/** Records one event, see `recordEvents`. */
export function recordEvent(tx: Database, writer: Writer, event: BookingEvent): Promise<void> {
  return recordEvents(tx, writer, [event]);
}
