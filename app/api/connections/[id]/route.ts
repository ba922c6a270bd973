import { connectionToWire, settingsFromWire } from '@/lib/calendars/connections/connection-wire';
import { disconnectCalendar } from '@/lib/calendars/connections/disconnect-calendar';
import { requireConnection } from '@/lib/calendars/connections/open-connection';
import { updateConnection } from '@/lib/calendars/connections/update-connection';
import { connectionResponse, idParams, successShape, updateConnectionBody } from '@/lib/contracts/calendars';
import { defineRoute } from '@/lib/http/routes/define-route';
import { calendarContext } from '@/lib/wiring/calendars';

const shared = { route: '/api/connections/[id]', params: idParams, feature: 'booking_handoff' } as const;

export const GET = defineRoute(
  { ...shared, permission: 'calendars:read', response: connectionResponse },
  async ({ ctx, params, deps }) => ({
    success: true as const,
    connection: connectionToWire(deps.calendars, await requireConnection(deps, ctx.org, params.id)),
  }),
);

/** Changes what is booked, or makes it the default. */
export const PATCH = defineRoute(
  { ...shared, permission: 'calendars:write', body: updateConnectionBody, response: connectionResponse },
  async ({ ctx, params, body, deps }) => {
    const row = await updateConnection(ctx, calendarContext(deps), params.id, {
      settings: body.settings && settingsFromWire(body.settings),
      isDefault: body.is_default,
    });
    return { success: true as const, connection: connectionToWire(deps.calendars, row) };
  },
);

/** Disconnects: tokens are revoked and deleted. */
export const DELETE = defineRoute(
  { ...shared, permission: 'calendars:write', response: successShape },
  async ({ ctx, params, deps }) => {
    await disconnectCalendar(ctx, calendarContext(deps), params.id);
    return { success: true as const };
  },
);
