import { and, eq, inArray, ne } from 'drizzle-orm';
import { changeStatus } from '@/lib/bookings/lifecycle';
import { recordEvent } from '@/lib/bookings/record-events';
import type { Actor } from '@/lib/core/context';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { bookings } from '@/lib/db/schema/bookings';
import { type CallStatus, callSettings, calls } from '@/lib/db/schema/calls';
import { notices } from '@/lib/db/schema/orgs';
import { type FailureReason, failureText, liveStatuses, nextAttemptAt } from './rules';

/** How an attempt ended: connected, or why not. */
type AttemptEnd = { connected: true; talkSeconds: number | null } | { connected: false; reason: FailureReason };

interface EndInput {
  callId: string;
  /** The carrier's final status, or `not-placed`. */
  status: CallStatus;
  end: AttemptEnd;
  now: Date;
  ids: IdSource;
  actor: Actor;
}

/**
 * Ends an attempt once and updates its booking: completed, failed with the reason, or pending until the next attempt.
 * A second end changes nothing and returns false. Requires a transaction.
 */
export async function endAttempt(tx: Database, input: EndInput): Promise<boolean> {
  const { callId, status, end, now } = input;
  const [call] = await tx
    .update(calls)
    .set({
      status,
      endedAt: now,
      failureReason: end.connected ? null : end.reason,
      talkSeconds: end.connected ? end.talkSeconds : null,
      nextCheckAt: null,
      updatedAt: now,
    })
    .where(and(eq(calls.id, callId), inArray(calls.status, [...liveStatuses])))
    .returning();
  if (!call) return false;
  const [policy] = await tx.select().from(callSettings).where(eq(callSettings.organizationId, call.organizationId));
  if (!policy) throw new Error('An organization has no call settings.');

  const retryAt = end.connected
    ? null
    : nextAttemptAt(end.reason, await dialledAttempts(tx, call.bookingId), policy, now);
  const [booking] = await bookingAfter(tx, call.bookingId, end, retryAt, now);
  if (!booking) return true;
  await recordEvent(tx, input, {
    organizationId: call.organizationId,
    bookingId: booking.id,
    kind: retryAt ? 'retry_scheduled' : booking.status,
    detail: {
      call_id: callId,
      attempt: call.attempt,
      ...(end.connected ? {} : { reason: end.reason }),
      ...(retryAt ? { due_at: retryAt.toISOString() } : {}),
    },
  });
  if (booking.status === 'failed' && !end.connected)
    await tx.insert(notices).values({
      id: input.ids.make('notice'),
      organizationId: call.organizationId,
      userId: booking.userId,
      kind: 'booking_failed',
      bookingId: booking.id,
      message: `Call with ${booking.attendeeName}: ${failureText[end.reason]}`,
      createdAt: now,
    });
  return true;
}

function bookingAfter(tx: Database, bookingId: string, end: AttemptEnd, retryAt: Date | null, now: Date) {
  const where = eq(bookings.id, bookingId);
  const set = { updatedAt: now };
  if (end.connected) return changeStatus(tx, 'complete', { where, set }).returning();
  const { reason } = end;
  return retryAt
    ? changeStatus(tx, 'retry', { where, reason, set: { ...set, dueAt: retryAt } }).returning()
    : changeStatus(tx, 'fail', { where, reason, set }).returning();
}

/** Attempts that reached the carrier; an order it never accepted uses no retry. */
async function dialledAttempts(tx: Database, bookingId: string): Promise<number> {
  return tx.$count(calls, and(eq(calls.bookingId, bookingId), ne(calls.status, 'not-placed')));
}
