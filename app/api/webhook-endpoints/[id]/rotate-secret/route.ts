import { idParams } from '@/lib/contracts/shared';
import { createEndpointResponse, rotateSecretBody } from '@/lib/contracts/webhook-endpoints';
import { defineRoute } from '@/lib/http/routes/define-route';
import { rotateSecret } from '@/lib/webhook-outbox/endpoints/rotate-secret';

export const POST = defineRoute(
  {
    route: '/api/webhook-endpoints/[id]/rotate-secret',
    permission: 'webhooks:write',
    params: idParams,
    body: rotateSecretBody,
    response: createEndpointResponse,
    idempotent: true,
  },
  async ({ ctx, deps, params, body }) => {
    const { endpoint, secret } = await rotateSecret(ctx, deps, params.id, body);
    return { success: true as const, webhook_endpoint: endpoint, secret };
  },
);
