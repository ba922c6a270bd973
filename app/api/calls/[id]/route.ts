import { getCall } from '@/lib/calls/record/get-call';
import { updateNotes } from '@/lib/calls/record/update-notes';
import { callParams, callResponse, updateCallBody } from '@/lib/contracts/calls';
import { defineRoute } from '@/lib/http/routes/define-route';

export const GET = defineRoute(
  {
    route: '/api/calls/[id]',
    permission: 'calls:read',
    feature: 'scheduled_calls',
    params: callParams,
    response: callResponse,
  },
  async ({ ctx, params }) => ({ success: true as const, call: await getCall(ctx, params.id) }),
);

/** Only the notes of a call can be edited. */
export const PATCH = defineRoute(
  {
    route: '/api/calls/[id]',
    permission: 'calls:execute',
    feature: 'scheduled_calls',
    params: callParams,
    body: updateCallBody,
    response: callResponse,
  },
  async ({ ctx, params, body }) => ({ success: true as const, call: await updateNotes(ctx, params.id, body.notes) }),
);
