import { mapHost } from '@/lib/calendars/connections/map-hosts';
import { idParams, mapHostBody, successShape } from '@/lib/contracts/calendars';
import { defineRoute } from '@/lib/http/routes/define-route';
import { calendarContext } from '@/lib/wiring/calendars';

/** Says who a member of staff is at the provider. */
export const PUT = defineRoute(
  {
    route: '/api/connections/[id]/hosts',
    params: idParams,
    feature: 'booking_handoff',
    permission: 'calendars:write',
    body: mapHostBody,
    response: successShape,
  },
  async ({ ctx, params, body, deps }) => {
    await mapHost(ctx, calendarContext(deps), params.id, body.staff_id, body.host);
    return { success: true as const };
  },
);
