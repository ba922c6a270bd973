import { mapService } from '@/lib/calendars/connections/map-hosts';
import { idParams, mapServiceBody, successShape } from '@/lib/contracts/calendars';
import { defineRoute } from '@/lib/http/routes/define-route';
import { calendarContext } from '@/lib/wiring/calendars';

/** Says which event type a service is. */
export const PUT = defineRoute(
  {
    route: '/api/connections/[id]/services',
    params: idParams,
    feature: 'booking_handoff',
    permission: 'calendars:write',
    body: mapServiceBody,
    response: successShape,
  },
  async ({ ctx, params, body, deps }) => {
    await mapService(ctx, calendarContext(deps), params.id, body.service_id, body.event_type);
    return { success: true as const };
  },
);
