import { listWebhookEventsQuery, listWebhookEventsResponse } from '@/lib/contracts/webhook-events';
import { defineRoute } from '@/lib/http/routes/define-route';
import { listWebhookEvents } from '@/lib/webhook-inbox/queries';

export const GET = defineRoute(
  {
    route: '/api/webhook-events',
    permission: 'webhooks:read',
    query: listWebhookEventsQuery,
    response: listWebhookEventsResponse,
  },
  async ({ ctx, query }) => {
    const { events, nextCursor } = await listWebhookEvents(ctx, query);
    return { success: true as const, webhook_events: events, next_cursor: nextCursor };
  },
);
