import { leadResponse } from '@/lib/contracts/leads';
import { idParams } from '@/lib/contracts/shared';
import { defineRoute } from '@/lib/http/routes/define-route';
import { getLead } from '@/lib/leads/lead-queries';

export const GET = defineRoute(
  { route: '/api/leads/[id]', permission: 'campaigns:read', params: idParams, response: leadResponse },
  async ({ ctx, params }) => ({ success: true as const, lead: await getLead(ctx, params.id) }),
);
