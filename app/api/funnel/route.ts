import { allFunnelQuery, funnelResponse } from '@/lib/contracts/funnel';
import { readFunnel } from '@/lib/funnel/funnel-queries';
import { defineRoute } from '@/lib/http/routes/define-route';
import { bookingProviders } from '@/lib/wiring/provider-state';

export const GET = defineRoute(
  { route: '/api/funnel', permission: 'campaigns:read', query: allFunnelQuery, response: funnelResponse },
  async ({ ctx, query, deps }) => ({
    success: true as const,
    ...(await readFunnel(ctx, query, await bookingProviders(ctx, deps))),
  }),
);
