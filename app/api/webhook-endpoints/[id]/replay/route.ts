import { idParams } from '@/lib/contracts/shared';
import { replayRangeBody, replayRangeResponse } from '@/lib/contracts/webhook-deliveries';
import { defineRoute } from '@/lib/http/define-route';
import { replayRange } from '@/lib/webhooks/replay';
import { drainDueJobs } from '@/lib/wiring/jobs';

const DRAIN_MS = 20_000;

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
  async ({ ctx, deps, params, body, hasten }) => {
    const queued = await replayRange(ctx, params.id, body);
    hasten(() => drainDueJobs(deps, DRAIN_MS));
    return { success: true as const, queued };
  },
);
