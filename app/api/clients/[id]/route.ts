import { clientResponse, updateClientBody } from '@/lib/contracts/clients';
import { idParams } from '@/lib/contracts/shared';
import { defineRoute } from '@/lib/http/routes/define-route';
import { getClient } from '@/lib/leads/client-queries';
import { updateClient } from '@/lib/leads/update-client';

const route = '/api/clients/[id]';

export const GET = defineRoute(
  { route, permission: 'campaigns:read', params: idParams, response: clientResponse },
  async ({ ctx, params }) => ({ success: true as const, client: await getClient(ctx, params.id) }),
);

export const PATCH = defineRoute(
  { route, permission: 'campaigns:write', params: idParams, body: updateClientBody, response: clientResponse },
  async ({ ctx, params, body }) => ({ success: true as const, client: await updateClient(ctx, params.id, body) }),
);

/** Archives the client; its figures stay. */
export const DELETE = defineRoute(
  { route, permission: 'campaigns:write', params: idParams, response: clientResponse },
  async ({ ctx, params }) => ({
    success: true as const,
    client: await updateClient(ctx, params.id, { archived: true }),
  }),
);
