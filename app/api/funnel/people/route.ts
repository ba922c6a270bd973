import { funnelPeopleQuery, funnelPeopleResponse } from '@/lib/contracts/funnel';
import { funnelPeople } from '@/lib/funnel/funnel-people';
import { defineRoute } from '@/lib/http/routes/define-route';

export const GET = defineRoute(
  {
    route: '/api/funnel/people',
    permission: 'campaigns:read',
    query: funnelPeopleQuery,
    response: funnelPeopleResponse,
  },
  async ({ ctx, query }) => ({ success: true as const, ...(await funnelPeople(ctx, query)) }),
);
