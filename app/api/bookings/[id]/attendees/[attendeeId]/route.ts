import { updateMeetingNotes } from '@/lib/attendance/update-attendee';
import { attendanceResponse, attendeeParams, updateAttendeeBody } from '@/lib/contracts/attendance';
import { defineRoute } from '@/lib/http/routes/define-route';

export const PATCH = defineRoute(
  {
    route: '/api/bookings/[id]/attendees/[attendeeId]',
    permission: 'bookings:write',
    params: attendeeParams,
    body: updateAttendeeBody,
    response: attendanceResponse,
  },
  async ({ ctx, params, body }) => ({
    success: true as const,
    attendee: await updateMeetingNotes(ctx, {
      bookingId: params.id,
      attendeeId: params.attendeeId,
      notes: body.meeting_notes,
    }),
  }),
);
