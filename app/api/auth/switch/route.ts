import { sessionResponse, switchBody } from '@/lib/contracts/auth';
import { defineRoute } from '@/lib/http/routes/define-route';
import { sessionReply } from '@/lib/http/session/session-reply';
import { switchOrganization } from '@/lib/orgs/access/switch-organization';

export const POST = defineRoute(
  { route: '/api/auth/switch', permission: null, body: switchBody, response: sessionResponse },
  async ({ ctx, identity, body, deps }) => {
    const { sessionId } = identity;
    const opened = await switchOrganization(ctx, { sessionId, organizationId: body.organization_id });
    return sessionReply(opened, ctx.now, deps);
  },
);
