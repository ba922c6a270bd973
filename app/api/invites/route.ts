import { createInviteBody, createInviteResponse, invitesResponse } from '@/lib/contracts/invites';
import { defineRoute } from '@/lib/http/routes/define-route';
import { createInvite } from '@/lib/orgs/members/create-invite';
import { listInvites } from '@/lib/orgs/members/invite-queries';

const route = '/api/invites';

export const GET = defineRoute({ route, permission: 'members:write', response: invitesResponse }, async ({ ctx }) => ({
  success: true as const,
  invites: await listInvites(ctx),
}));

export const POST = defineRoute(
  {
    route,
    permission: 'members:write',
    body: createInviteBody,
    response: createInviteResponse,
    status: 201,
    idempotent: true,
  },
  async ({ ctx, body, deps }) => {
    const { invite, token } = await createInvite(ctx, body);
    return { success: true as const, invite, link: `${deps.config.appUrl}/invite/${token}` };
  },
);
