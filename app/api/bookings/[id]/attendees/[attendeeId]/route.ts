import { changeMeetingNotes } from '@/lib/attendance/update-attendee';
import { attendanceAnswer, attendeeParams, changeAttendeeBody } from '@/lib/contracts/attendance';
import { defineRoute } from '@/lib/http/routes/define-route';

export const PATCH = defineRoute(
  {
    route: '/api/bookings/[id]/attendees/[attendeeId]',
    permission: 'bookings:write',
    params: attendeeParams,
    body: changeAttendeeBody,
    response: attendanceAnswer,
  },
  async ({ ctx, params, body }) => ({
    success: true as const,
    attendee: await changeMeetingNotes(ctx, {
      bookingId: params.id,
      attendeeId: params.attendeeId,
      notes: body.meeting_notes,
    }),
  }),
);
