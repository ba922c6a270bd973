import { apiKeysResponse, createApiKeyBody, createApiKeyResponse } from '@/lib/contracts/api-keys';
import { defineRoute } from '@/lib/http/routes/define-route';
import { listApiKeys } from '@/lib/orgs/access/api-key-queries';
import { createApiKey } from '@/lib/orgs/access/create-api-key';

const route = '/api/api-keys';

export const GET = defineRoute({ route, permission: 'api-keys:write', response: apiKeysResponse }, async ({ ctx }) => ({
  success: true as const,
  api_keys: await listApiKeys(ctx),
}));

export const POST = defineRoute(
  {
    route,
    permission: 'api-keys:write',
    body: createApiKeyBody,
    response: createApiKeyResponse,
    status: 201,
    idempotent: true,
  },
  async ({ ctx, body }) => {
    const { apiKey, key } = await createApiKey(ctx, body);
    return { success: true as const, api_key: apiKey, key };
  },
);
