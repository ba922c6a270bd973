import { getCampaign } from '@/lib/leads/campaign-queries';
import { changeCampaign } from '@/lib/leads/update-campaign';
import { campaignAnswer, changeCampaignBody } from '@/lib/contracts/campaigns';
import { idParams } from '@/lib/contracts/shared';
import { defineRoute } from '@/lib/http/routes/define-route';

const route = '/api/campaigns/[id]';

export const GET = defineRoute(
  { route, permission: 'campaigns:read', params: idParams, response: campaignAnswer },
  async ({ ctx, params }) => ({ success: true as const, campaign: await getCampaign(ctx, params.id) }),
);

export const PATCH = defineRoute(
  { route, permission: 'campaigns:write', params: idParams, body: changeCampaignBody, response: campaignAnswer },
  async ({ ctx, params, body }) => ({ success: true as const, campaign: await changeCampaign(ctx, params.id, body) }),
);
