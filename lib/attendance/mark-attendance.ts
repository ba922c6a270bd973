import { and, eq } from 'drizzle-orm';
import type { AttendeeAttendance } from '@/lib/contracts/attendance';
import { notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { attendees } from '@/lib/db/schema/bookings';
import { retriedTransaction } from '@/lib/db/transaction';
import { getAttendee } from './attendance-queries';
import { deriveAttendance } from './derive-attendance';

/**
 * Marks whether an attendee showed up; null removes the mark. It overrides all other evidence, which stays.
 * @throws AppError `not_found`
 */
export async function markAttendance(
  ctx: CommandContext,
  { bookingId, attendeeId, showedUp }: { bookingId: string; attendeeId: string; showedUp: boolean | null },
): Promise<AttendeeAttendance> {
  await retriedTransaction(ctx.db, async (tx) => {
    const [attendee] = await tx
      .select({ id: attendees.id })
      .from(attendees)
      .where(
        and(eq(attendees.organizationId, ctx.org), eq(attendees.bookingId, bookingId), eq(attendees.id, attendeeId)),
      );
    if (!attendee) throw notFound('attendee');
    await deriveAttendance(tx, ctx, bookingId, (booking) => [
      {
        kind: 'manual',
        says: showedUp,
        at: ctx.now,
        occasion: booking.startTime,
        sourceKey: `manual:${ctx.ids.make('evidence')}`,
        attendee: { id: attendeeId },
        detail: {},
        actor: ctx.actor,
      },
    ]);
  });
  return getAttendee(ctx, bookingId, attendeeId);
}
