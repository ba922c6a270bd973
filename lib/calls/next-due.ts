import { and, eq, lte, sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { bookingEvents } from '@/lib/db/schema/bookings';

/** The instant at which the scheduler next has something to do, if that is before `horizon`; one index probe. */
export async function nextDueAt(db: Database, after: Date, horizon: Date): Promise<Date | null> {
  const [row] = await db
    .select({ at: sql<string | null>`min(greatest(${bookingEvents.dueAt}, ${bookingEvents.holdUntil}))` })
    .from(bookingEvents)
    .where(
      and(eq(bookingEvents.status, 'pending'), eq(bookingEvents.fulfilment, 'call'), lte(bookingEvents.dueAt, horizon)),
    );
  const at = row?.at ? new Date(row.at) : null;
  return at && at <= horizon ? new Date(Math.max(at.getTime(), after.getTime())) : null;
}
