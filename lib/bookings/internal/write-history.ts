import type { Database } from '@/lib/db/client';
import type { CommandContext } from '@/lib/db/command-context';
import { bookingHistory } from '@/lib/db/schema/bookings';

export type HistoryKind = 'created' | 'rescheduled' | 'edited' | 'cancelled' | 'restored';

/** Adds to what is known to have happened to a booking; in the transaction that makes it happen. */
export async function writeHistory(
  tx: Database,
  ctx: CommandContext,
  bookingId: string,
  kind: HistoryKind,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await tx.insert(bookingHistory).values({
    id: ctx.ids.make('history'),
    organizationId: ctx.org,
    bookingId,
    at: ctx.now,
    kind,
    actor: ctx.actor,
    detail,
  });
}
