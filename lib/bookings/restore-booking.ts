import { and, eq } from 'drizzle-orm';
import { type Booking, bookingLimits } from '@/lib/contracts/bookings';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { bookings } from '@/lib/db/schema/bookings';
import { type BookingRow, requireBooking, toWire } from './internal/booking-row';
import { queueCalendarSync, syncPending } from './internal/calendar-sync';
import { nextVersion } from './internal/changes';
import { refusingDoubleBooking } from './internal/operator-time';
import { canUndo, changeStatus } from './lifecycle';
import { recordEvent } from './record-events';

/**
 * Undoes a cancellation within minutes, while the start lies ahead.
 * @throws AppError `not_found`; `conflict` when it can't be undone; `operator_busy` when the time is taken
 */
export async function restoreBooking(ctx: CommandContext, id: string): Promise<Booking> {
  const row = await requireBooking(ctx, id);
  requireUndoable(row, ctx.now);
  const wanted = {
    staffId: row.staffId,
    start: row.startTime,
    end: row.endTime,
    zone: row.timezone,
    buffers: row,
    bookingId: id,
  };
  await refusingDoubleBooking(ctx, wanted, async (tx) => {
    const [restored] = await changeStatus(tx, 'restore', {
      where: and(eq(bookings.organizationId, ctx.org), eq(bookings.id, id), eq(bookings.updatedAt, row.updatedAt)),
      set: {
        dueAt: row.startTime,
        holdUntil: null,
        ...syncPending(row),
        updatedAt: nextVersion(row.updatedAt, ctx.now),
      },
    }).returning({ id: bookings.id });
    if (!restored) throw new AppError('conflict', 'This booking has changed in the meantime. Reload it and try again.');
    await recordEvent(tx, ctx, { organizationId: ctx.org, bookingId: id, kind: 'restored' });
    await queueCalendarSync(tx, ctx, id, row);
  });
  return toWire(await requireBooking(ctx, id));
}

function requireUndoable(row: BookingRow, now: Date): void {
  if (row.status !== 'cancelled') throw new AppError('conflict', 'This booking is not cancelled.');
  if (row.startTime <= now) throw new AppError('conflict', 'Its start has passed; book a new time instead.');
  if (!canUndo(row.updatedAt, now))
    throw new AppError('conflict', `A cancellation can be undone for ${bookingLimits.undoMinutes} minutes.`);
}
