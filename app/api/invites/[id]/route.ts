import { done, idParams } from '@/lib/contracts/shared';
import { defineRoute } from '@/lib/http/routes/define-route';
import { revokeInvite } from '@/lib/orgs/members/revoke-invite';

export const DELETE = defineRoute(
  { route: '/api/invites/[id]', permission: 'members:write', params: idParams, response: done },
  async ({ ctx, params }) => {
    await revokeInvite(ctx, { inviteId: params.id });
    return { success: true as const };
  },
);
