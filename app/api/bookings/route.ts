import { createBooking } from '@/lib/bookings/create-booking';
import { listBookings } from '@/lib/bookings/queries';
import {
  createBookingBody,
  listBookingsQuery,
  listBookingsResponse,
  savedBookingResponse,
} from '@/lib/contracts/bookings';
import { defineRoute } from '@/lib/http/routes/define-route';
import { placeImminentCall, syncBookings } from '@/lib/wiring/follow-up';

/** Long enough to stay until the call of a booking made for this very minute has left. */
export const maxDuration = 150;

export const GET = defineRoute(
  {
    route: '/api/bookings',
    permission: 'bookings:read',
    feature: 'scheduled_calls',
    query: listBookingsQuery,
    response: listBookingsResponse,
  },
  async ({ ctx, query }) => {
    const { bookings, nextCursor, total } = await listBookings(ctx, query);
    return { success: true as const, bookings, next_cursor: nextCursor, total };
  },
);

export const POST = defineRoute(
  {
    route: '/api/bookings',
    permission: 'bookings:write',
    feature: 'scheduled_calls',
    idempotent: true,
    body: createBookingBody,
    response: savedBookingResponse,
    status: 201,
  },
  async ({ ctx, body, repeatOf, afterResponse }) => {
    const { booking, startResolution, warnings } = await createBooking(ctx, body, repeatOf);
    afterResponse(placeImminentCall(booking));
    afterResponse(syncBookings);
    return { success: true as const, booking, start_resolution: startResolution, warnings };
  },
);
