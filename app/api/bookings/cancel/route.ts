import { cancelBookings } from '@/lib/bookings/cancel-booking';
import { cancelBookingsBody, cancelBookingsResponse } from '@/lib/contracts/bookings';
import { defineRoute } from '@/lib/http/routes/define-route';
import { syncBookings } from '@/lib/wiring/follow-up';

export const POST = defineRoute(
  {
    route: '/api/bookings/cancel',
    permission: 'bookings:write',
    feature: 'scheduled_calls',
    body: cancelBookingsBody,
    response: cancelBookingsResponse,
  },
  async ({ ctx, body, afterResponse }) => {
    const results = await cancelBookings(ctx, body.ids);
    afterResponse(syncBookings);
    return { success: true as const, results };
  },
);
