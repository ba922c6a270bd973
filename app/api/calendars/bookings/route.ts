import { bookSlot, slotBookingToWire, slotRequestOf } from '@/lib/calendars/slots/book-slot';
import { bookSlotBody, bookSlotResponse } from '@/lib/contracts/calendars';
import { defineRoute } from '@/lib/http/routes/define-route';
import { calendarContext } from '@/lib/wiring/calendars';

/** Books a slot token for a visitor. A taken slot is a 409 that carries fresh slots. */
export const POST = defineRoute(
  {
    route: '/api/calendars/bookings',
    feature: 'booking_handoff',
    permission: 'bookings:write',
    body: bookSlotBody,
    response: bookSlotResponse,
    status: 201,
    idempotent: true,
  },
  async ({ ctx, body, deps }) => ({
    success: true as const,
    ...slotBookingToWire(await bookSlot(ctx, calendarContext(deps), slotRequestOf(ctx, body))),
  }),
);
