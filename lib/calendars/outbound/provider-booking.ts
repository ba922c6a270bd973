import { and, eq } from 'drizzle-orm';
import { BOOKING_CHANGED } from '@/lib/bookings/job-names';
import { changeStatus } from '@/lib/bookings/lifecycle';
import { recordEvent } from '@/lib/bookings/record-events';
import { type BookAnswer, isSameTime, type Slot } from '@/lib/calendars/port';
import type { OrgId } from '@/lib/core/context';
import type { Database } from '@/lib/db/client';
import { bookings } from '@/lib/db/schema/bookings';
import type { WriteContext } from '@/lib/db/write-context';
import { enqueue } from '@/lib/jobs/enqueue';

/** A write on behalf of one organization. */
type TenantWrite = WriteContext & { org: OrgId };

/** Why a slot's booking never came to be at the provider. */
type Rejection = 'slot_taken' | 'link_given' | 'provider_failed';

/**
 * Writes down what the provider made of a booking, at the time that it was asked for. One that ended or moved meanwhile
 * is brought in step: the delivery of that change may have found nothing there yet.
 */
export async function writeBooked(
  ctx: TenantWrite,
  bookingId: string,
  answer: Extract<BookAnswer, { kind: 'booked' }>,
  asked: Slot,
): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    const [written] = await tx
      .update(bookings)
      .set({
        externalId: answer.externalId,
        externalStart: asked.start,
        externalEnd: asked.end,
        externalUrl: answer.detailsUrl,
        joinUrl: answer.joinUrl,
        syncState: 'synced',
        syncError: null,
        syncedAt: ctx.now,
        updatedAt: ctx.now,
      })
      .where(ours(ctx, bookingId))
      .returning({
        status: bookings.status,
        start: bookings.startTime,
        end: bookings.endTime,
      });
    await recordEvent(tx, ctx, {
      organizationId: ctx.org,
      bookingId,
      kind: 'synced',
      detail: { external_id: answer.externalId },
    });
    const hasEnded = written?.status === 'cancelled' || written?.status === 'failed';
    const hasMoved = written !== undefined && !isSameTime(written, asked);
    if (hasEnded || hasMoved) await queueDelivery(tx, ctx, bookingId, ctx.now);
  });
}

/** Has a booking brought in step with the provider at an instant, or earlier when something else asks for it. */
export function queueDelivery(tx: Database, ctx: Omit<TenantWrite, 'db' | 'actor'>, bookingId: string, runAt: Date) {
  return enqueue(tx, ctx, {
    name: BOOKING_CHANGED,
    key: bookingId,
    organizationId: ctx.org,
    payload: { bookingId },
    runAt,
  });
}

/** Ends a slot's booking that the provider does not have: the slot is free again. */
export async function writeRejected(ctx: TenantWrite, bookingId: string, reason: Rejection): Promise<void> {
  await ctx.db.transaction(async (tx) => {
    await changeStatus(tx, 'reject', {
      where: ours(ctx, bookingId),
      reason,
      set: { syncState: 'failed', syncError: reason, updatedAt: ctx.now },
    });
    await recordEvent(tx, ctx, { organizationId: ctx.org, bookingId, kind: 'failed', detail: { reason } });
  });
}

function ours(ctx: TenantWrite, bookingId: string) {
  return and(eq(bookings.id, bookingId), eq(bookings.organizationId, ctx.org));
}
