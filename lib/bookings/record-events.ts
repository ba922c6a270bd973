import type { Actor } from '@/lib/core/context';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { bookingHistory } from '@/lib/db/schema/bookings';
import { enqueueAll } from '@/lib/jobs/enqueue';
import { BOOKING_COUNTED, BOOKING_TOLD, countedKinds, toldKinds } from './events';

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
  const { actor, ids, now } = writer;
  const rows = happenings.map(({ organizationId, bookingId, kind, detail = {} }) => ({
    id: ids.make('history'),
    organizationId,
    bookingId,
    at: now,
    kind,
    actor,
    detail,
  }));
  await tx.insert(bookingHistory).values(rows);
  await enqueueAll(
    tx,
    writer,
    rows.flatMap(({ id, organizationId, bookingId, kind }) => [
      ...(countedKinds.has(kind)
        ? [{ name: BOOKING_COUNTED, key: bookingId, organizationId, payload: { bookingId }, runAt: now }]
        : []),
      ...(toldKinds.has(kind)
        ? [{ name: BOOKING_TOLD, key: id, organizationId, payload: { historyId: id }, runAt: now }]
        : []),
    ]),
  );
}

/** One event, see `recordEvents`. */
export function recordEvent(tx: Database, writer: EventWriter, happening: BookingHappening): Promise<void> {
  return recordEvents(tx, writer, [happening]);
}
