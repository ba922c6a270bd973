import { checkBooking } from '@/lib/bookings/check-booking';
import { checkBookingQuery, checkBookingResponse } from '@/lib/contracts/bookings';
import { defineRoute } from '@/lib/http/routes/define-route';

export const GET = defineRoute(
  {
    route: '/api/bookings/check',
    permission: 'bookings:read',
    feature: 'scheduled_calls',
    query: checkBookingQuery,
    response: checkBookingResponse,
  },
  async ({ ctx, query }) => ({ success: true as const, check: await checkBooking(ctx, query) }),
);
