import { mappingsOf } from '@/lib/calendars/connections/map-hosts';
import { idParams, mappingsResponse } from '@/lib/contracts/calendars';
import { defineRoute } from '@/lib/http/routes/define-route';
import { calendarContext } from '@/lib/wiring/calendars';

/** Staff and services beside the provider's hosts and event types. */
export const GET = defineRoute(
  {
    route: '/api/connections/[id]/mappings',
    params: idParams,
    feature: 'booking_handoff',
    permission: 'calendars:read',
    response: mappingsResponse,
  },
  async ({ ctx, params, deps, afterResponse }) => ({
    success: true as const,
    ...(await mappingsOf(ctx, calendarContext(deps), params.id, afterResponse)),
  }),
);
