import { createEndpointBody, createEndpointResponse, listEndpointsResponse } from '@/lib/contracts/webhook-endpoints';
import { defineRoute } from '@/lib/http/routes/define-route';
import { createEndpoint } from '@/lib/webhook-outbox/endpoints/create-endpoint';
import { listEndpoints } from '@/lib/webhook-outbox/endpoints/endpoint-queries';

const route = '/api/webhook-endpoints';

export const GET = defineRoute(
  { route, permission: 'webhooks:read', response: listEndpointsResponse },
  async ({ ctx }) => ({ success: true as const, webhook_endpoints: await listEndpoints(ctx) }),
);

export const POST = defineRoute(
  {
    route,
    permission: 'webhooks:write',
    body: createEndpointBody,
    response: createEndpointResponse,
    status: 201,
    idempotent: true,
  },
  async ({ ctx, deps, body }) => {
    const { endpoint, secret } = await createEndpoint(ctx, deps, body);
    return { success: true as const, webhook_endpoint: endpoint, secret };
  },
);
