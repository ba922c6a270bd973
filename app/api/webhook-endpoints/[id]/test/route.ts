import { idParams } from '@/lib/contracts/shared';
import { replayedDeliveryResponse } from '@/lib/contracts/webhook-deliveries';
import { defineRoute } from '@/lib/http/routes/define-route';
import { sendTestEvent } from '@/lib/webhook-outbox/endpoints/send-test-event';
import { runJobsSoon } from '@/lib/wiring/follow-up';

export const POST = defineRoute(
  {
    route: '/api/webhook-endpoints/[id]/test',
    permission: 'webhooks:write',
    params: idParams,
    response: replayedDeliveryResponse,
    status: 202,
    idempotent: true,
  },
  async ({ ctx, params, afterResponse }) => {
    const delivery = await sendTestEvent(ctx, params.id);
    afterResponse(runJobsSoon);
    return { success: true as const, webhook_delivery: delivery };
  },
);
