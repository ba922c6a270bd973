import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import type { Database } from '@/lib/db/client';
import { bookings } from '@/lib/db/schema/bookings';
import { externalBookings } from '@/lib/db/schema/external-bookings';

/** Our booking that stands for one of the provider's, whichever of its ids is asked for; null when there is none. */
export async function bookingIdOf(db: Database, connection: ConnectionRow, externalId: string): Promise<string | null> {
  const [told] = await db
    .select({ bookingId: externalBookings.bookingId })
    .from(externalBookings)
    .where(and(eq(externalBookings.connectionId, connection.id), eq(externalBookings.externalId, externalId)));
  if (told?.bookingId) return told.bookingId;
  const [ours] = await db
    .select({ id: bookings.id })
    .from(bookings)
    .where(and(eq(bookings.connectionId, connection.id), eq(bookings.externalId, externalId)));
  return ours?.id ?? null;
}

/** The id of the provider's booking that it counts by this number; null while none of ours was told with it. */
export async function externalIdOfNumber(db: Database, { id }: ConnectionRow, number: number): Promise<string | null> {
  const [told] = await db
    .select({ externalId: externalBookings.externalId })
    .from(externalBookings)
    .where(
      and(
        eq(externalBookings.connectionId, id),
        isNotNull(externalBookings.bookingId),
        sql`${externalBookings.known} ->> 'number' = ${String(number)}`,
      ),
    )
    .limit(1);
  return told?.externalId ?? null;
}
