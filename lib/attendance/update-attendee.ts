import { and, eq } from 'drizzle-orm';
import type { AttendeeAttendance } from '@/lib/contracts/attendance';
import { notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { attendees } from '@/lib/db/schema/bookings';
import { getAttendee } from './attendance-queries';

/** Saves the notes of a meeting with an attendee. @throws AppError `not_found` */
export async function updateMeetingNotes(
  ctx: CommandContext,
  { bookingId, attendeeId, notes }: { bookingId: string; attendeeId: string; notes: string | null },
): Promise<AttendeeAttendance> {
  const { rowCount } = await ctx.db
    .update(attendees)
    .set({ meetingNotes: notes === '' ? null : notes, updatedAt: ctx.now })
    .where(
      and(eq(attendees.organizationId, ctx.org), eq(attendees.bookingId, bookingId), eq(attendees.id, attendeeId)),
    );
  if (rowCount === 0) throw notFound('attendee');
  return getAttendee(ctx, bookingId, attendeeId);
}
