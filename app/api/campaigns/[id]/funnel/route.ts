import { funnelQuery, funnelResponse } from '@/lib/contracts/funnel';
import { idParams } from '@/lib/contracts/shared';
import { readFunnel } from '@/lib/funnel/funnel-queries';
import { defineRoute } from '@/lib/http/routes/define-route';
import { bookingProviders } from '@/lib/wiring/provider-state';

export const GET = defineRoute(
  {
    route: '/api/campaigns/[id]/funnel',
    permission: 'campaigns:read',
    params: idParams,
    query: funnelQuery,
    response: funnelResponse,
  },
  async ({ ctx, params, query, deps }) => ({
    success: true as const,
    ...(await readFunnel(ctx, { ...query, campaign: params.id }, await bookingProviders(ctx, deps))),
  }),
);
