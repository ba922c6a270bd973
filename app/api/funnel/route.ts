import { readFunnel } from '@/lib/funnel/funnel-queries';
import { allFunnelQuery, funnelAnswer } from '@/lib/contracts/funnel';
import { defineRoute } from '@/lib/http/routes/define-route';
import { bookingProviders } from '@/lib/wiring/provider-state';

export const GET = defineRoute(
  { route: '/api/funnel', permission: 'campaigns:read', query: allFunnelQuery, response: funnelAnswer },
  async ({ ctx, query, deps }) => ({
    success: true as const,
    ...(await readFunnel(ctx, query, await bookingProviders(ctx, deps))),
  }),
);
