import { funnelPeople } from '@/lib/funnel/funnel-people';
import { funnelPeopleAnswer, funnelPeopleQuery } from '@/lib/contracts/funnel';
import { defineRoute } from '@/lib/http/routes/define-route';

export const GET = defineRoute(
  {
    route: '/api/funnel/people',
    permission: 'campaigns:read',
    query: funnelPeopleQuery,
    response: funnelPeopleAnswer,
  },
  async ({ ctx, query }) => ({ success: true as const, ...(await funnelPeople(ctx, query)) }),
);
