import { idParams } from '@/lib/contracts/shared';
import { replayResponse } from '@/lib/contracts/webhook-events';
import { defineRoute } from '@/lib/http/routes/define-route';
import { replayEvent } from '@/lib/webhook-inbox/replay-event';
import { runJobsSoon } from '@/lib/wiring/follow-up';
import { inboxContext } from '@/lib/wiring/webhook-inbox';

export const POST = defineRoute(
  {
    route: '/api/webhook-events/[id]/replay',
    permission: 'webhooks:write',
    params: idParams,
    response: replayResponse,
  },
  async ({ ctx, params, deps, afterResponse }) => {
    const event = await replayEvent(ctx, inboxContext(deps), params.id);
    afterResponse(runJobsSoon);
    return { success: true as const, webhook_event: event };
  },
);
