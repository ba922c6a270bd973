import { idParams } from '@/lib/contracts/shared';
import { replayRangeBody, replayRangeResponse } from '@/lib/contracts/webhook-deliveries';
import { defineRoute } from '@/lib/http/routes/define-route';
import { replayRange } from '@/lib/webhook-outbox/delivery/replay-deliveries';
import { runJobsSoon } from '@/lib/wiring/follow-up';

export const POST = defineRoute(
  {
    route: '/api/webhook-endpoints/[id]/replay',
    permission: 'webhooks:write',
    params: idParams,
    body: replayRangeBody,
    response: replayRangeResponse,
    status: 202,
    idempotent: true,
  },
  async ({ ctx, params, body, afterResponse }) => {
    const queued = await replayRange(ctx, params.id, body);
    afterResponse(runJobsSoon);
    return { success: true as const, queued };
  },
);
