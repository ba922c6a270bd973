import { campaignResponse, updateCampaignBody } from '@/lib/contracts/campaigns';
import { idParams } from '@/lib/contracts/shared';
import { defineRoute } from '@/lib/http/routes/define-route';
import { getCampaign } from '@/lib/leads/campaign-queries';
import { updateCampaign } from '@/lib/leads/update-campaign';

const route = '/api/campaigns/[id]';

export const GET = defineRoute(
  { route, permission: 'campaigns:read', params: idParams, response: campaignResponse },
  async ({ ctx, params }) => ({ success: true as const, campaign: await getCampaign(ctx, params.id) }),
);

export const PATCH = defineRoute(
  { route, permission: 'campaigns:write', params: idParams, body: updateCampaignBody, response: campaignResponse },
  async ({ ctx, params, body }) => ({ success: true as const, campaign: await updateCampaign(ctx, params.id, body) }),
);
