import { eventTypesOf, eventTypeToWire } from '@/lib/calendars/connections/event-types';
import { createEventTypeFromService } from '@/lib/calendars/connections/map-hosts';
import {
  createEventTypeBody,
  createEventTypeResponse,
  eventTypesQuery,
  eventTypesResponse,
  idParams,
} from '@/lib/contracts/calendars';
import { defineRoute } from '@/lib/http/routes/define-route';
import { calendarContext } from '@/lib/wiring/calendars';

const shared = { route: '/api/connections/[id]/event-types', params: idParams, feature: 'booking_handoff' } as const;

/** What can be booked there; 25 at most, the rest by searching. */
export const GET = defineRoute(
  { ...shared, permission: 'calendars:read', query: eventTypesQuery, response: eventTypesResponse },
  async ({ ctx, params, query, deps, afterResponse }) => ({
    success: true as const,
    ...(await eventTypesOf(ctx, calendarContext(deps), params.id, {
      search: query.q,
      refresh: Boolean(query.refresh),
      afterResponse,
    })),
  }),
);

/** Makes an event type from a service, and maps the two. */
export const POST = defineRoute(
  {
    ...shared,
    permission: 'calendars:write',
    body: createEventTypeBody,
    response: createEventTypeResponse,
    status: 201,
  },
  async ({ ctx, params, body, deps }) => {
    const made = await createEventTypeFromService(ctx, calendarContext(deps), params.id, body.service_id);
    return { success: true as const, event_type: eventTypeToWire(made) };
  },
);
