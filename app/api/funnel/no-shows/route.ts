import { noShowQuery, noShowResponse } from '@/lib/contracts/funnel';
import { noShowAnalysis } from '@/lib/funnel/no-shows';
import { defineRoute } from '@/lib/http/routes/define-route';

export const GET = defineRoute(
  { route: '/api/funnel/no-shows', permission: 'campaigns:read', query: noShowQuery, response: noShowResponse },
  async ({ ctx, query }) => ({ success: true as const, ...(await noShowAnalysis(ctx, query)) }),
);
