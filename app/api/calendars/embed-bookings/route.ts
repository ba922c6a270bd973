import { recordEmbedBooking } from '@/lib/calendars/slots/record-embed-booking';
import { embedBookingBody, embedBookingResponse } from '@/lib/contracts/calendars';
import { defineRoute } from '@/lib/http/routes/define-route';
import { calendarContext } from '@/lib/wiring/calendars';

/** Records what a framed Calendly page reports as scheduled. */
export const POST = defineRoute(
  {
    route: '/api/calendars/embed-bookings',
    feature: 'booking_handoff',
    permission: 'bookings:write',
    body: embedBookingBody,
    response: embedBookingResponse,
    status: 201,
  },
  async ({ ctx, body, deps }) => {
    const recorded = await recordEmbedBooking(ctx, calendarContext(deps), {
      connectionId: body.connection_id,
      eventUri: body.event_uri,
      inviteeUri: body.invitee_uri,
      visitor: { name: body.visitor_name, email: body.visitor_email ?? null, timeZone: body.timezone },
    });
    return { success: true as const, booking_id: recorded.bookingId, repeated: recorded.repeated };
  },
);
