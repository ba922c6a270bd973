import { sessionResponse } from '@/lib/contracts/auth';
import { acceptInviteBody, inviteQuery, inviteResponse } from '@/lib/contracts/invites';
import { definePublicRoute } from '@/lib/http/routes/define-route';
import { sessionReply } from '@/lib/http/session/session-reply';
import { acceptInvite } from '@/lib/orgs/members/accept-invite';
import { showInvite } from '@/lib/orgs/members/invite-queries';

const route = '/api/invites/accept';
const rate = { bucket: 'invite', limit: 60, windowSeconds: 60 };

export const GET = definePublicRoute(
  { route, query: inviteQuery, response: inviteResponse, rate },
  async ({ query, now, deps }) => ({ success: true as const, invite: await showInvite(deps.db, query.token, now) }),
);

export const POST = definePublicRoute(
  { route, body: acceptInviteBody, response: sessionResponse, rate },
  async ({ body, now, deps, clientAddress }) => {
    const opened = await acceptInvite({ db: deps.db, ids: deps.ids, now }, deps.kv, { ...body, clientAddress });
    return sessionReply(opened, now, deps);
  },
);
