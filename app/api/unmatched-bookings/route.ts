import { listUnmatched } from '@/lib/leads/matching/unmatched-queries';
import { listUnmatchedAnswer, listUnmatchedQuery } from '@/lib/contracts/unmatched-bookings';
import { defineRoute } from '@/lib/http/routes/define-route';

export const GET = defineRoute(
  {
    route: '/api/unmatched-bookings',
    permission: 'campaigns:read',
    query: listUnmatchedQuery,
    response: listUnmatchedAnswer,
  },
  async ({ ctx, query }) => ({ success: true as const, ...(await listUnmatched(ctx, query)) }),
);
