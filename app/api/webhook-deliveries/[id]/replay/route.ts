import { idParams } from '@/lib/contracts/shared';
import { replayedDeliveryResponse } from '@/lib/contracts/webhook-deliveries';
import { defineRoute } from '@/lib/http/routes/define-route';
import { replayDelivery } from '@/lib/webhook-outbox/delivery/replay-deliveries';
import { runJobsSoon } from '@/lib/wiring/follow-up';

export const POST = defineRoute(
  {
    route: '/api/webhook-deliveries/[id]/replay',
    permission: 'webhooks:write',
    params: idParams,
    response: replayedDeliveryResponse,
    status: 202,
    idempotent: true,
  },
  async ({ ctx, params, afterResponse }) => {
    const delivery = await replayDelivery(ctx, params.id);
    afterResponse(runJobsSoon);
    return { success: true as const, webhook_delivery: delivery };
  },
);
