import { findCandidates } from '@/lib/leads/matching/unmatched-queries';
import { idParams } from '@/lib/contracts/shared';
import { findCandidatesAnswer, findCandidatesQuery } from '@/lib/contracts/unmatched-bookings';
import { defineRoute } from '@/lib/http/routes/define-route';

export const GET = defineRoute(
  {
    route: '/api/unmatched-bookings/[id]/candidates',
    permission: 'campaigns:read',
    params: idParams,
    query: findCandidatesQuery,
    response: findCandidatesAnswer,
  },
  async ({ ctx, params, query }) => ({
    success: true as const,
    candidates: await findCandidates(ctx, params.id, query.q),
  }),
);
