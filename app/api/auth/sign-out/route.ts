import { done } from '@/lib/contracts/shared';
import { defineRoute, Reply } from '@/lib/http/routes/define-route';
import { clearedSessionCookie } from '@/lib/http/session/session-cookie';
import { endSession } from '@/lib/orgs/access/end-session';

export const POST = defineRoute(
  { route: '/api/auth/sign-out', permission: null, response: done },
  async ({ ctx, identity, deps }) => {
    await endSession(ctx, identity.sessionId);
    return new Reply({ success: true as const }, { 'set-cookie': clearedSessionCookie(deps.config.appUrl) });
  },
);
