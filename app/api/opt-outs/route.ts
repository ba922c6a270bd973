import { createOptOutBody, optOutResponse, optOutsQuery, optOutsResponse } from '@/lib/contracts/opt-outs';
import { defineRoute } from '@/lib/http/routes/define-route';
import { createOptOut } from '@/lib/orgs/settings/create-opt-out';
import { listOptOuts } from '@/lib/orgs/settings/opt-out-queries';

const route = '/api/opt-outs';

export const GET = defineRoute(
  { route, permission: 'settings:read', query: optOutsQuery, response: optOutsResponse },
  async ({ ctx, query }) => {
    const { optOuts, nextCursor } = await listOptOuts(ctx, query);
    return { success: true as const, opt_outs: optOuts, next_cursor: nextCursor };
  },
);

export const POST = defineRoute(
  {
    route,
    permission: 'opt-outs:write',
    body: createOptOutBody,
    response: optOutResponse,
    status: 201,
    idempotent: true,
  },
  async ({ ctx, body }) => ({ success: true as const, opt_out: await createOptOut(ctx, body) }),
);
