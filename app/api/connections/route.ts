import { connectCalendar } from '@/lib/calendars/connections/connect-calendar';
import { connectionToWire, connectRequestOf } from '@/lib/calendars/connections/connection-wire';
import { integrationsOverview } from '@/lib/calendars/connections/queries';
import { setUpConnection } from '@/lib/calendars/connections/set-up-connection';
import { connectBody, connectionResponse, connectionsResponse } from '@/lib/contracts/calendars';
import { defineRoute } from '@/lib/http/routes/define-route';
import { calendarContext } from '@/lib/wiring/calendars';

const shared = { route: '/api/connections', feature: 'booking_handoff' } as const;

/** The connected calendars, what each provider can do, and which calendar each agent offers. */
export const GET = defineRoute(
  { ...shared, permission: 'calendars:read', response: connectionsResponse },
  async ({ ctx, deps }) => ({ success: true as const, ...(await integrationsOverview(ctx, deps.calendars)) }),
);

/** Connects a calendar by key or share address. */
export const POST = defineRoute(
  {
    ...shared,
    permission: 'calendars:write',
    body: connectBody,
    response: connectionResponse,
    status: 201,
    idempotent: true,
  },
  async ({ ctx, body, deps, afterResponse }) => {
    const row = await connectCalendar(ctx, calendarContext(deps), connectRequestOf(body));
    afterResponse(() => setUpConnection(calendarContext(deps), row));
    return { success: true as const, connection: connectionToWire(deps.calendars, row) };
  },
);
