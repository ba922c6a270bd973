import { getAttendee } from '@/lib/attendance/attendance-queries';
import { markAttendance } from '@/lib/attendance/mark-attendance';
import { attendanceResponse, attendeeParams, markAttendanceBody } from '@/lib/contracts/attendance';
import { defineRoute } from '@/lib/http/routes/define-route';
import { applyMarkedAttendance } from '@/lib/wiring/follow-up';

export const GET = defineRoute(
  {
    route: '/api/bookings/[id]/attendees/[attendeeId]/attendance',
    permission: 'bookings:read',
    params: attendeeParams,
    response: attendanceResponse,
  },
  async ({ ctx, params }) => ({
    success: true as const,
    attendee: await getAttendee(ctx, params.id, params.attendeeId),
  }),
);

export const POST = defineRoute(
  {
    route: '/api/bookings/[id]/attendees/[attendeeId]/attendance',
    permission: 'campaigns:write',
    params: attendeeParams,
    body: markAttendanceBody,
    response: attendanceResponse,
  },
  async ({ ctx, params, body, afterResponse }) => {
    const attendee = await markAttendance(ctx, {
      bookingId: params.id,
      attendeeId: params.attendeeId,
      showedUp: body.showed_up,
    });
    afterResponse(applyMarkedAttendance);
    return { success: true as const, attendee };
  },
);
