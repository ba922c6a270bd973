import { campaignResponse, campaignsQuery, campaignsResponse, createCampaignBody } from '@/lib/contracts/campaigns';
import { defineRoute } from '@/lib/http/routes/define-route';
import { listCampaigns } from '@/lib/leads/campaign-queries';
import { createCampaign } from '@/lib/leads/create-campaign';

const route = '/api/campaigns';

export const GET = defineRoute(
  { route, permission: 'campaigns:read', query: campaignsQuery, response: campaignsResponse },
  async ({ ctx, query }) => {
    const { campaigns, nextCursor } = await listCampaigns(ctx, query);
    return { success: true as const, campaigns, next_cursor: nextCursor };
  },
);

export const POST = defineRoute(
  {
    route,
    permission: 'campaigns:write',
    body: createCampaignBody,
    response: campaignResponse,
    status: 201,
    idempotent: true,
  },
  async ({ ctx, body }) => ({ success: true as const, campaign: await createCampaign(ctx, body) }),
);
