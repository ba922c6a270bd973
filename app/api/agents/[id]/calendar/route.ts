import { setAgentCalendar } from '@/lib/calendars/connections/update-connection';
import { agentCalendarBody, idParams, successShape } from '@/lib/contracts/calendars';
import { defineRoute } from '@/lib/http/routes/define-route';
import { calendarContext } from '@/lib/wiring/calendars';

/** Lets an agent offer another calendar than the organization's default. */
export const PUT = defineRoute(
  {
    route: '/api/agents/[id]/calendar',
    params: idParams,
    feature: 'booking_handoff',
    permission: 'calendars:write',
    body: agentCalendarBody,
    response: successShape,
  },
  async ({ ctx, params, body, deps }) => {
    await setAgentCalendar(ctx, calendarContext(deps), params.id, body.connection_id);
    return { success: true as const };
  },
);
