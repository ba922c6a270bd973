import { slotsToOffer } from '@/lib/calendars/slots/slots-to-offer';
import { slotsQuerySchema, slotsResponseSchema } from '@/lib/contracts/calendars';
import { defineRoute } from '@/lib/http/routes/define-route';
import { Lasting } from '@/lib/http/routes/cached-body';
import { calendarContext } from '@/lib/wiring/calendars';

export const GET = defineRoute(
  {
    route: '/api/calendars/slots',
    feature: 'booking_handoff',
    permission: 'calendars:read',
    query: slotsQuerySchema,
    response: slotsResponseSchema,
  },
  async ({ ctx, query, deps, hasten }) => new Lasting(await slotsToOffer(ctx, calendarContext(deps), query, hasten)),
);
