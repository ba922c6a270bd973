import { sql } from 'drizzle-orm';
import { BOOKING_CHANGED } from '@/lib/bookings/job-names';
import type { Database } from '@/lib/db/client';
import type { CommandContext } from '@/lib/db/command-context';
import { connections, serviceMappings } from '@/lib/db/schema/calendars';
import { enqueue } from '@/lib/jobs/enqueue';

/** What ties a booking to a calendar outside: an account that holds it, or a service that may be mapped to one. */
interface CalendarTies {
  connectionId: string | null;
  serviceId: string | null;
}

/** Has a change of a booking carried to the calendar that holds it, if any can; in the transaction that makes the change. */
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

/** Columns of a change that the calendar outside does not know yet; null where there is none to tell. */
export function syncPending({ connectionId, serviceId }: CalendarTies) {
  return { syncState: connectionId === null ? pendingIfMapped(serviceId) : ('pending' as const), syncError: null };
}

function pendingIfMapped(serviceId: string | null) {
  if (serviceId === null) return null;
  return sql<'pending' | null>`(
    select 'pending' from ${serviceMappings} m join ${connections} c on c.id = m.connection_id
    where m.service_id = ${serviceId} and c.status <> 'disconnected')`;
}
