import { listCalls } from '@/lib/calls/record/queries';
import { listCallsQuery, listCallsResponse } from '@/lib/contracts/calls';
import { defineRoute } from '@/lib/http/routes/define-route';

export const GET = defineRoute(
  {
    route: '/api/calls',
    permission: 'calls:read',
    feature: 'scheduled_calls',
    query: listCallsQuery,
    response: listCallsResponse,
  },
  async ({ ctx, query }) => {
    const { calls, nextCursor } = await listCalls(ctx, query);
    return { success: true as const, calls, next_cursor: nextCursor };
  },
);
