import { declareOutcome } from '@/lib/calls/record/declare-outcome';
import { callParams, callResponse, declareOutcomeBody } from '@/lib/contracts/calls';
import { defineRoute } from '@/lib/http/routes/define-route';

export const POST = defineRoute(
  {
    route: '/api/calls/[id]/outcome',
    permission: 'calls:execute',
    feature: 'scheduled_calls',
    params: callParams,
    body: declareOutcomeBody,
    response: callResponse,
  },
  async ({ ctx, params, body }) => ({ success: true as const, call: await declareOutcome(ctx, params.id, body) }),
);
