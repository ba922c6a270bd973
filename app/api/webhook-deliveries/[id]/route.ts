import { idParams } from '@/lib/contracts/shared';
import { deliveryResponse } from '@/lib/contracts/webhook-deliveries';
import { defineRoute } from '@/lib/http/routes/define-route';
import { getDeliveryDetails } from '@/lib/webhook-outbox/delivery/delivery-queries';

export const GET = defineRoute(
  {
    route: '/api/webhook-deliveries/[id]',
    permission: 'webhooks:read',
    params: idParams,
    response: deliveryResponse,
  },
  async ({ ctx, params }) => ({ success: true as const, webhook_delivery: await getDeliveryDetails(ctx, params.id) }),
);
