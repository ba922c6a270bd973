import { idParams } from '@/lib/contracts/shared';
import { findCandidatesQuery, findCandidatesResponse } from '@/lib/contracts/unmatched-bookings';
import { defineRoute } from '@/lib/http/routes/define-route';
import { findCandidates } from '@/lib/leads/matching/unmatched-queries';

export const GET = defineRoute(
  {
    route: '/api/unmatched-bookings/[id]/candidates',
    permission: 'campaigns:read',
    params: idParams,
    query: findCandidatesQuery,
    response: findCandidatesResponse,
  },
  async ({ ctx, params, query }) => ({
    success: true as const,
    candidates: await findCandidates(ctx, params.id, query.q),
  }),
);
