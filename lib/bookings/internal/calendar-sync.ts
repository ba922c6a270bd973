import { sql } from 'drizzle-orm';
import { BOOKING_CHANGED } from '@/lib/bookings/job-names';
import type { Database } from '@/lib/db/client';
import type { CommandContext } from '@/lib/db/command-context';
import { enqueue } from '@/lib/jobs/enqueue';
import { isInCalendar } from './bookable';

/** What ties a booking to a connected calendar: the account that holds it, or a service that may be mapped to one. */
interface CalendarTies {
  connectionId: string | null;
  serviceId: string | null;
}

/** Queues the sync of a changed booking to its connected calendar, if it may have one, inside the transaction of the change. */
export async function queueCalendarSync(
  tx: Database,
  ctx: CommandContext,
  bookingId: string,
  ...ties: CalendarTies[]
): Promise<void> {
  if (ties.every(({ connectionId, serviceId }) => connectionId === null && serviceId === null)) return;
  await enqueue(tx, ctx, {
    name: BOOKING_CHANGED,
    key: bookingId,
    organizationId: ctx.org,
    payload: { bookingId },
    runAt: ctx.now,
  });
}

/** Sync columns after a change that the connected calendar doesn't have yet; null where no calendar holds the booking. */
export function syncPending({ connectionId, serviceId }: CalendarTies) {
  return { syncState: connectionId === null ? pendingIfMapped(serviceId) : ('pending' as const), syncError: null };
}

function pendingIfMapped(serviceId: string | null) {
  return serviceId === null ? null : sql<'pending' | null>`case when ${isInCalendar(serviceId)} then 'pending' end`;
}
