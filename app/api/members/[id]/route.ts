import { changeMemberBody, memberAnswer } from '@/lib/contracts/members';
import { done, idParams } from '@/lib/contracts/shared';
import { defineRoute } from '@/lib/http/routes/define-route';
import { changeMemberRole } from '@/lib/orgs/members/update-member-role';
import { removeMember } from '@/lib/orgs/members/remove-member';

const route = '/api/members/[id]';

export const PATCH = defineRoute(
  { route, permission: 'members:write', params: idParams, body: changeMemberBody, response: memberAnswer },
  async ({ ctx, params, body }) => ({
    success: true as const,
    member: await changeMemberRole(ctx, { membershipId: params.id, role: body.role }),
  }),
);

export const DELETE = defineRoute(
  { route, permission: 'members:write', params: idParams, response: done },
  async ({ ctx, params }) => {
    await removeMember(ctx, { membershipId: params.id });
    return { success: true as const };
  },
);
