import { notifyLeftBookings } from '@/lib/bookings/notify-left-bookings';
import { memberResponse, updateMemberBody } from '@/lib/contracts/members';
import { done, idParams } from '@/lib/contracts/shared';
import { defineRoute } from '@/lib/http/routes/define-route';
import { removeMember } from '@/lib/orgs/members/remove-member';
import { updateMemberRole } from '@/lib/orgs/members/update-member-role';

const route = '/api/members/[id]';

export const PATCH = defineRoute(
  { route, permission: 'members:write', params: idParams, body: updateMemberBody, response: memberResponse },
  async ({ ctx, params, body }) => ({
    success: true as const,
    member: await updateMemberRole(ctx, { membershipId: params.id, role: body.role }),
  }),
);

export const DELETE = defineRoute(
  { route, permission: 'members:write', params: idParams, response: done },
  async ({ ctx, params }) => {
    await removeMember(ctx, { membershipId: params.id }, notifyLeftBookings);
    return { success: true as const };
  },
);
