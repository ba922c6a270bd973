import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import type { BookingSnapshot } from '@/lib/calendars/inbound/external-state';
import type { Database } from '@/lib/db/client';
import { bookings } from '@/lib/db/schema/bookings';
import { externalBookings } from '@/lib/db/schema/external-bookings';

/** The id of our booking for one of the provider's, by any of its external ids; null when there is none. */
export async function findBookingId(
  db: Database,
  connection: ConnectionRow,
  externalId: string,
): Promise<string | null> {
  const [external] = await db
    .select({ bookingId: externalBookings.bookingId })
    .from(externalBookings)
    .where(and(eq(externalBookings.connectionId, connection.id), eq(externalBookings.externalId, externalId)));
  if (external?.bookingId) return external.bookingId;
  const [ours] = await db
    .select({ id: bookings.id })
    .from(bookings)
    .where(and(eq(bookings.connectionId, connection.id), eq(bookings.externalId, externalId)));
  return ours?.id ?? null;
}

/** The external id of the booking with this number; null while none of ours is known by it. */
export async function findExternalId(db: Database, { id }: ConnectionRow, number: number): Promise<string | null> {
  const [external] = await db
    .select({ externalId: externalBookings.externalId })
    .from(externalBookings)
    .where(
      and(
        eq(externalBookings.connectionId, id),
        isNotNull(externalBookings.bookingId),
        sql`${externalBookings.snapshot} ->> 'number' = ${String(number)}`,
      ),
    )
    .limit(1);
  return external?.externalId ?? null;
}

/**
 * The start of the meeting under an external id, as ISO 8601; null while it is unknown. Rescheduling changes the id, so
 * an old id has the old start.
 */
export async function findMeetingStart(
  db: Database,
  connection: ConnectionRow,
  externalId: string,
): Promise<string | null> {
  const [external] = await db
    .select({ snapshot: externalBookings.snapshot })
    .from(externalBookings)
    .where(and(eq(externalBookings.connectionId, connection.id), eq(externalBookings.externalId, externalId)));
  const { details = null } = (external?.snapshot ?? {}) as Partial<BookingSnapshot>;
  if (details) return details.start;
  const [ours] = await db
    .select({ start: bookings.externalStart })
    .from(bookings)
    .where(and(eq(bookings.connectionId, connection.id), eq(bookings.externalId, externalId)));
  return ours?.start?.toISOString() ?? null;
}
