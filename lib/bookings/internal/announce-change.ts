import { BOOKING_CHANGED } from '@/lib/bookings/events';
import type { Database } from '@/lib/db/client';
import type { CommandContext } from '@/lib/db/command-context';
import { enqueue } from '@/lib/jobs/enqueue';

/** What ties a booking to a calendar outside: an account that holds it, or a service that may be mapped to one. */
export interface CalendarTies {
  connectionId: string | null;
  serviceId: string | null;
}

/** Has a change of a booking carried to the calendar that holds it, if any can; in the transaction that makes the change. */
export async function announceChange(
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

/** Columns of a change that the calendar outside does not know yet. */
export function notYetThere({ connectionId }: Pick<CalendarTies, 'connectionId'>) {
  return connectionId === null ? {} : ({ syncState: 'pending', syncError: null } as const);
}
