import { and, eq, inArray, sql } from 'drizzle-orm';
import { queueCalendarSync } from '@/lib/bookings/internal/queue-calendar-sync';
import type { Booking, CancelBookingsResponse } from '@/lib/contracts/bookings';
import { notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { type BookingStatus, bookings } from '@/lib/db/schema/bookings';
import { requireBooking, toWire } from './internal/booking-row';
import { bookingLocked } from './internal/locked';
import { writeHistory } from './internal/write-history';
import { changeStatus } from './lifecycle';

/**
 * Cancels a pending booking; the row stays. Until the instant at which the scheduler claims it, a cancellation counts.
 * @throws AppError `not_found`; `booking_locked` once it is calling or ended
 */
export async function cancelBooking(ctx: CommandContext, id: string): Promise<Booking> {
  const cancelled = await cancelPending(ctx, [id]);
  const row = await requireBooking(ctx, id);
  if (cancelled.size === 0) throw bookingLocked(row.status);
  return toWire(row);
}

/**
 * Cancels those of several bookings that are pending, and says which were left as they are.
 * @throws AppError `not_found` when one of them does not exist; then none is cancelled
 */
export async function cancelBookings(ctx: CommandContext, ids: string[]): Promise<CancelBookingsResponse['results']> {
  const wanted = [...new Set(ids)];
  const known = await statusesOf(ctx, wanted);
  if (known.size < wanted.length) throw notFound('booking');
  const cancelled = await cancelPending(ctx, wanted);
  const now = await statusesOf(ctx, wanted);
  return wanted.map((id) => ({
    id,
    outcome: cancelled.has(id) ? 'cancelled' : 'locked',
    status: now.get(id) ?? 'cancelled',
  }));
}

/** In the order of their ids, so that two bulk cancellations never wait for each other in a circle. */
async function cancelPending(ctx: CommandContext, ids: string[]): Promise<Set<string>> {
  return ctx.db.transaction(async (tx) => {
    const locked = tx
      .select({ id: bookings.id })
      .from(bookings)
      .where(and(eq(bookings.organizationId, ctx.org), inArray(bookings.id, ids), eq(bookings.status, 'pending')))
      .orderBy(bookings.id)
      .for('update');
    const rows = await changeStatus(tx, 'cancel', {
      where: inArray(bookings.id, locked),
      set: {
        syncState: sql`case when ${bookings.connectionId} is null then ${bookings.syncState} else 'pending' end`,
        updatedAt: sql`greatest(${ctx.now.toISOString()}::timestamptz, ${bookings.updatedAt} + interval '1 ms')`,
      },
    }).returning({
      id: bookings.id,
      connectionId: bookings.connectionId,
      serviceId: bookings.serviceId,
    });
    for (const row of rows) {
      await writeHistory(tx, ctx, row.id, 'cancelled');
      await queueCalendarSync(tx, ctx, row.id, row);
    }
    return new Set(rows.map(({ id }) => id));
  });
}

async function statusesOf({ db, org }: CommandContext, ids: string[]): Promise<Map<string, BookingStatus>> {
  const rows = await db
    .select({ id: bookings.id, status: bookings.status })
    .from(bookings)
    .where(and(eq(bookings.organizationId, org), inArray(bookings.id, ids)));
  return new Map(rows.map(({ id, status }) => [id, status]));
}
