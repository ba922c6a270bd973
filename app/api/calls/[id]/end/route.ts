import { endCall } from '@/lib/calls/end-call';
import { callParams, endCallResponse } from '@/lib/contracts/calls';
import { defineRoute } from '@/lib/http/routes/define-route';

export const POST = defineRoute(
  {
    route: '/api/calls/[id]/end',
    permission: 'calls:execute',
    feature: 'scheduled_calls',
    params: callParams,
    response: endCallResponse,
  },
  async ({ ctx, params, deps }) => ({
    success: true as const,
    result: await endCall(ctx, params.id, { carrier: deps.carrier, appUrl: deps.config.appUrl }),
  }),
);
