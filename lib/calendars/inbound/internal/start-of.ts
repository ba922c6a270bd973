import { and, eq } from 'drizzle-orm';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import type { Known } from '@/lib/calendars/inbound/external-state';
import type { Database } from '@/lib/db/client';
import { bookings } from '@/lib/db/schema/bookings';
import { externalBookings } from '@/lib/db/schema/external-bookings';

/**
 * When the meeting begins, or was to begin, that the provider knows under an id: moving gives it another, so that an old
 * id tells of an old time. Null while that is not known.
 */
export async function startOf(db: Database, connection: ConnectionRow, externalId: string): Promise<string | null> {
  const [told] = await db
    .select({ known: externalBookings.known })
    .from(externalBookings)
    .where(and(eq(externalBookings.connectionId, connection.id), eq(externalBookings.externalId, externalId)));
  const { details = null } = (told?.known ?? {}) as Partial<Known>;
  if (details) return details.start;
  const [ours] = await db
    .select({ start: bookings.externalStart })
    .from(bookings)
    .where(and(eq(bookings.connectionId, connection.id), eq(bookings.externalId, externalId)));
  return ours?.start?.toISOString() ?? null;
}
