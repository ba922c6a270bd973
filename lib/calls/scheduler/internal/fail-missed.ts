import { and, eq, inArray, sql } from 'drizzle-orm';
import { awaitsCall, changeStatus } from '@/lib/bookings/lifecycle';
import { recordEvents } from '@/lib/bookings/record-events';
import { failureText } from '@/lib/calls/rules';
import type { Database } from '@/lib/db/client';
import { bookings } from '@/lib/db/schema/bookings';
import { callSettings } from '@/lib/db/schema/calls';
import { notices } from '@/lib/db/schema/orgs';
import type { Writer } from '@/lib/db/write-context';

const BATCH = 500;

/**
 * Fails bookings past their grace period and notifies their operators. This doesn't count towards the call rate, so a
 * backlog after an outage doesn't delay calls that can still be placed. @returns how many failed
 */
export async function failMissed(db: Database, context: Writer): Promise<number> {
  const { now } = context;
  return db.transaction(async (tx) => {
    const overdue = await tx
      .select({ id: bookings.id })
      .from(bookings)
      .innerJoin(callSettings, eq(callSettings.organizationId, bookings.organizationId))
      .where(
        and(
          awaitsCall(),
          sql`${bookings.dueAt} < ${now.toISOString()}::timestamptz - ${callSettings.graceMinutes} * interval '1 minute'`,
          sql`${bookings.dueAt} < ${now.toISOString()}::timestamptz`,
        ),
      )
      .orderBy(bookings.dueAt)
      .limit(BATCH)
      .for('update', { of: bookings, skipLocked: true });
    await failAsMissed(
      tx,
      context,
      overdue.map(({ id }) => id),
    );
    return overdue.length;
  });
}

/** Fails bookings that the caller's transaction has locked. Writes no call, because none was attempted. */
export async function failAsMissed(tx: Database, context: Writer, bookingIds: string[]): Promise<void> {
  if (bookingIds.length === 0) return;
  const { now, ids } = context;
  const where = inArray(bookings.id, bookingIds);
  const failed = await changeStatus(tx, 'miss', { where, set: { updatedAt: now } }).returning();
  if (failed.length === 0) return;
  await recordEvents(
    tx,
    context,
    failed.map((booking) => ({
      organizationId: booking.organizationId,
      bookingId: booking.id,
      kind: 'failed',
      detail: { reason: 'missed', due_at: booking.dueAt.toISOString() },
    })),
  );
  await tx.insert(notices).values(
    failed.map((booking) => ({
      id: ids.make('notice'),
      organizationId: booking.organizationId,
      userId: booking.userId,
      kind: 'booking_missed',
      bookingId: booking.id,
      message: `Call with ${booking.attendeeName}: ${failureText.missed}`,
      createdAt: now,
    })),
  );
}
