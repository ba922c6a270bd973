import { done, idParams } from '@/lib/contracts/shared';
import { defineRoute } from '@/lib/http/routes/define-route';
import { deleteOptOut } from '@/lib/orgs/settings/delete-opt-out';

export const DELETE = defineRoute(
  { route: '/api/opt-outs/[id]', permission: 'settings:write', params: idParams, response: done },
  async ({ ctx, params }) => {
    await deleteOptOut(ctx, { optOutId: params.id });
    return { success: true as const };
  },
);
