import { idParams } from '@/lib/contracts/shared';
import { replayRangeBody, replayRangeResponse } from '@/lib/contracts/webhook-deliveries';
import { defineRoute } from '@/lib/http/routes/define-route';
import { replayRange } from '@/lib/webhook-outbox/delivery/replay-deliveries';
import { drainSoon } from '@/lib/wiring/drain-soon';

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
  async ({ ctx, deps, params, body, afterResponse }) => {
    const queued = await replayRange(ctx, params.id, body);
    afterResponse(() => drainSoon(deps));
    return { success: true as const, queued };
  },
);
