import { done, idParams } from '@/lib/contracts/shared';
import { defineRoute } from '@/lib/http/routes/define-route';
import { revokeApiKey } from '@/lib/orgs/access/revoke-api-key';

export const DELETE = defineRoute(
  { route: '/api/api-keys/[id]', permission: 'api-keys:write', params: idParams, response: done },
  async ({ ctx, params }) => {
    await revokeApiKey(ctx, { keyId: params.id });
    return { success: true as const };
  },
);
