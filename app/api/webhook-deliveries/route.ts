import { listDeliveriesQuery, listDeliveriesResponse } from '@/lib/contracts/webhook-deliveries';
import { defineRoute } from '@/lib/http/routes/define-route';
import { listDeliveries } from '@/lib/webhook-outbox/delivery/delivery-queries';

export const GET = defineRoute(
  {
    route: '/api/webhook-deliveries',
    permission: 'webhooks:read',
    query: listDeliveriesQuery,
    response: listDeliveriesResponse,
  },
  async ({ ctx, query }) => {
    const { deliveries, nextCursor } = await listDeliveries(ctx, query);
    return { success: true as const, webhook_deliveries: deliveries, next_cursor: nextCursor };
  },
);
