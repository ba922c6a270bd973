import { recordEvent } from '@/lib/bookings/record-events';
import type { Database } from '@/lib/db/client';
import type { CommandContext } from '@/lib/db/command-context';

type HistoryKind = 'created' | 'rescheduled' | 'edited' | 'cancelled' | 'restored';

/** Adds to what is known to have happened to a booking; in the transaction that makes it happen. */
export async function writeHistory(
  tx: Database,
  ctx: CommandContext,
  bookingId: string,
  kind: HistoryKind,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await recordEvent(tx, ctx, { organizationId: ctx.org, bookingId, kind, detail });
}
