import { updatePasswordBody } from '@/lib/contracts/auth';
import { done } from '@/lib/contracts/shared';
import { defineRoute } from '@/lib/http/routes/define-route';
import { updatePassword } from '@/lib/orgs/access/update-password';

export const POST = defineRoute(
  { route: '/api/auth/password', permission: null, body: updatePasswordBody, response: done },
  async ({ ctx, identity, body, deps }) => {
    const { current_password: current, new_password: next } = body;
    await updatePassword(ctx, deps.kv, { sessionId: identity.sessionId, current, next });
    return { success: true as const };
  },
);
