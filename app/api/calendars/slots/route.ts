import { slotsToOffer } from '@/lib/calendars/slots/slots-to-offer';
import { slotsQuery, slotsResponse } from '@/lib/contracts/calendars';
import { CachedBody } from '@/lib/http/routes/cached-body';
import { defineRoute } from '@/lib/http/routes/define-route';
import { calendarContext } from '@/lib/wiring/calendars';

export const GET = defineRoute(
  {
    route: '/api/calendars/slots',
    feature: 'booking_handoff',
    permission: 'calendars:read',
    query: slotsQuery,
    response: slotsResponse,
  },
  async ({ ctx, query, deps, afterResponse }) =>
    new CachedBody(await slotsToOffer(ctx, calendarContext(deps), query, afterResponse)),
);
