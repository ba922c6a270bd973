import { listAttendees } from '@/lib/attendance/attendance-queries';
import { attendeesResponse } from '@/lib/contracts/attendance';
import { bookingParams } from '@/lib/contracts/bookings';
import { defineRoute } from '@/lib/http/routes/define-route';

export const GET = defineRoute(
  {
    route: '/api/bookings/[id]/attendees',
    permission: 'bookings:read',
    params: bookingParams,
    response: attendeesResponse,
  },
  async ({ ctx, params }) => ({ success: true as const, ...(await listAttendees(ctx, params.id)) }),
);
