import { done, idParams } from '@/lib/contracts/shared';
import { endpointResponse, updateEndpointBody } from '@/lib/contracts/webhook-endpoints';
import { defineRoute } from '@/lib/http/routes/define-route';
import { deleteEndpoint } from '@/lib/webhook-outbox/endpoints/delete-endpoint';
import { getEndpoint } from '@/lib/webhook-outbox/endpoints/endpoint-queries';
import { updateEndpoint } from '@/lib/webhook-outbox/endpoints/update-endpoint';

const route = '/api/webhook-endpoints/[id]';

export const GET = defineRoute(
  { route, permission: 'webhooks:read', params: idParams, response: endpointResponse },
  async ({ ctx, params }) => ({ success: true as const, webhook_endpoint: await getEndpoint(ctx, params.id) }),
);

export const PATCH = defineRoute(
  { route, permission: 'webhooks:write', params: idParams, body: updateEndpointBody, response: endpointResponse },
  async ({ ctx, deps, params, body }) => ({
    success: true as const,
    webhook_endpoint: await updateEndpoint(ctx, deps, params.id, body),
  }),
);

export const DELETE = defineRoute(
  { route, permission: 'webhooks:write', params: idParams, response: done },
  async ({ ctx, params }) => {
    await deleteEndpoint(ctx, params.id);
    return { success: true as const };
  },
);
