import { noShowAnalysis } from '@/lib/funnel/no-shows';
import { noShowAnswer, noShowQuery } from '@/lib/contracts/funnel';
import { defineRoute } from '@/lib/http/routes/define-route';

export const GET = defineRoute(
  { route: '/api/funnel/no-shows', permission: 'campaigns:read', query: noShowQuery, response: noShowAnswer },
  async ({ ctx, query }) => ({ success: true as const, ...(await noShowAnalysis(ctx, query)) }),
);
