import { listUnmatchedQuery, listUnmatchedResponse } from '@/lib/contracts/unmatched-bookings';
import { defineRoute } from '@/lib/http/routes/define-route';
import { listUnmatched } from '@/lib/leads/matching/unmatched-queries';

export const GET = defineRoute(
  {
    route: '/api/unmatched-bookings',
    permission: 'campaigns:read',
    query: listUnmatchedQuery,
    response: listUnmatchedResponse,
  },
  async ({ ctx, query }) => ({ success: true as const, ...(await listUnmatched(ctx, query)) }),
);
