import { cancelBookings } from '@/lib/bookings/cancel-booking';
import { cancelBookingsBody, cancelBookingsResponse } from '@/lib/contracts/bookings';
import { defineRoute } from '@/lib/http/routes/define-route';
import { publishAfterResponse } from '@/lib/wiring/publish-after-response';

export const POST = defineRoute(
  {
    route: '/api/bookings/cancel',
    permission: 'bookings:write',
    feature: 'scheduled_calls',
    body: cancelBookingsBody,
    response: cancelBookingsResponse,
  },
  async ({ ctx, body, deps, afterResponse }) => {
    const results = await cancelBookings(ctx, body.ids);
    publishAfterResponse(deps, afterResponse);
    return { success: true as const, results };
  },
);
