import { listAccountCalendars } from '@/lib/calendars/connections/list-account-calendars';
import { accountCalendarsResponse, idParams } from '@/lib/contracts/calendars';
import { defineRoute } from '@/lib/http/routes/define-route';
import { calendarContext } from '@/lib/wiring/calendars';

/** The calendars of the account. One of them is read and written. */
export const GET = defineRoute(
  {
    route: '/api/connections/[id]/calendars',
    params: idParams,
    feature: 'booking_handoff',
    permission: 'calendars:read',
    response: accountCalendarsResponse,
  },
  async ({ ctx, params, deps, afterResponse }) => {
    const calendars = await listAccountCalendars(ctx, calendarContext(deps), params.id, afterResponse);
    return {
      success: true as const,
      calendars: calendars.map(({ id, name, isMain }) => ({ id, name, is_main: isMain })),
    };
  },
);
