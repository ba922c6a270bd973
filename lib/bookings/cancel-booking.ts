import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Booking, CancelBookingsResponse } from '@/lib/contracts/bookings';
import { notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { type BookingStatus, bookings } from '@/lib/db/schema/bookings';
import { requireBooking, toWire } from './internal/booking-row';
import { queueCalendarSync } from './internal/calendar-sync';
import { bookingLocked } from './internal/changes';
import { changeStatus } from './lifecycle';
import { recordEvents } from './record-events';

/**
 * Cancels a pending booking; the row stays. A booking can be cancelled until the scheduler claims it.
 * @throws AppError `not_found`; `booking_locked` once it is calling or ended
 */
export async function cancelBooking(ctx: CommandContext, id: string): Promise<Booking> {
  const cancelled = await cancelPending(ctx, [id]);
  const row = await requireBooking(ctx, id);
  if (cancelled.size === 0) throw bookingLocked(row.status);
  return toWire(row);
}

/**
 * Cancels those of several bookings that are pending, and says which were left alone.
 * @throws AppError `not_found` when any of them doesn't exist; then nothing is cancelled
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

/** Locks in the order of ids, so that two bulk cancellations can't deadlock. */
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
    const events = rows.map(({ id }) => ({ organizationId: ctx.org, bookingId: id, kind: 'cancelled' }));
    await recordEvents(tx, ctx, events);
    for (const row of rows) await queueCalendarSync(tx, ctx, row.id, row);
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
