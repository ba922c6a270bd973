import { restoreBooking } from '@/lib/bookings/restore-booking';
import { bookingParams, bookingResponse } from '@/lib/contracts/bookings';
import { defineRoute } from '@/lib/http/routes/define-route';
import { placeImminentCall, syncBookings } from '@/lib/wiring/follow-up';

/** Long enough to stay until the call of a booking restored in its last minute has left. */
export const maxDuration = 150;

export const POST = defineRoute(
  {
    route: '/api/bookings/[id]/restore',
    permission: 'bookings:write',
    feature: 'scheduled_calls',
    params: bookingParams,
    response: bookingResponse,
  },
  async ({ ctx, params, afterResponse }) => {
    const booking = await restoreBooking(ctx, params.id);
    afterResponse(placeImminentCall(booking));
    afterResponse(syncBookings);
    return { success: true as const, booking };
  },
);
