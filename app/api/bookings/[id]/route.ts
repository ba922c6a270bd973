import { cancelBooking } from '@/lib/bookings/cancel-booking';
import { updateBooking } from '@/lib/bookings/update-booking';
import { bookingDetails } from '@/lib/calls/record/booking-timeline';
import {
  bookingDetailsResponse,
  bookingParams,
  bookingResponse,
  savedBookingResponse,
  updateBookingBody,
} from '@/lib/contracts/bookings';
import { defineRoute } from '@/lib/http/routes/define-route';
import { placeImminentCall, syncBookings } from '@/lib/wiring/follow-up';

/** Long enough to stay until the call of a booking moved into this very minute has left. */
export const maxDuration = 150;

export const GET = defineRoute(
  {
    route: '/api/bookings/[id]',
    permission: 'bookings:read',
    feature: 'scheduled_calls',
    params: bookingParams,
    response: bookingDetailsResponse,
  },
  async ({ ctx, params }) => ({ success: true as const, ...(await bookingDetails(ctx, params.id)) }),
);

export const PATCH = defineRoute(
  {
    route: '/api/bookings/[id]',
    permission: 'bookings:write',
    feature: 'scheduled_calls',
    params: bookingParams,
    body: updateBookingBody,
    response: savedBookingResponse,
  },
  async ({ ctx, params, body, afterResponse }) => {
    const { booking, startResolution, warnings } = await updateBooking(ctx, params.id, body);
    afterResponse(placeImminentCall(booking));
    afterResponse(syncBookings);
    return { success: true as const, booking, start_resolution: startResolution, warnings };
  },
);

export const DELETE = defineRoute(
  {
    route: '/api/bookings/[id]',
    permission: 'bookings:write',
    feature: 'scheduled_calls',
    params: bookingParams,
    response: bookingResponse,
  },
  async ({ ctx, params, afterResponse }) => {
    const booking = await cancelBooking(ctx, params.id);
    afterResponse(syncBookings);
    return { success: true as const, booking };
  },
);
