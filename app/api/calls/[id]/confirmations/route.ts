import { tickConfirmation, untickConfirmation } from '@/lib/calls/record/tick-confirmation';
import { callParams, callResponse, confirmationKey } from '@/lib/contracts/calls';
import { defineRoute } from '@/lib/http/routes/define-route';

export const POST = defineRoute(
  {
    route: '/api/calls/[id]/confirmations',
    permission: 'calls:execute',
    feature: 'scheduled_calls',
    params: callParams,
    body: confirmationKey,
    response: callResponse,
  },
  async ({ ctx, params, body }) => ({ success: true as const, call: await tickConfirmation(ctx, params.id, body.key) }),
);

/** The key is in the query, because proxies drop the bodies of DELETE requests. */
export const DELETE = defineRoute(
  {
    route: '/api/calls/[id]/confirmations',
    permission: 'calls:execute',
    feature: 'scheduled_calls',
    params: callParams,
    query: confirmationKey,
    response: callResponse,
  },
  async ({ ctx, params, query }) => ({
    success: true as const,
    call: await untickConfirmation(ctx, params.id, query.key),
  }),
);
