import { clientResponse, clientsQuery, clientsResponse, createClientBody } from '@/lib/contracts/clients';
import { defineRoute } from '@/lib/http/routes/define-route';
import { listClients } from '@/lib/leads/client-queries';
import { createClient } from '@/lib/leads/create-client';

const route = '/api/clients';

export const GET = defineRoute(
  { route, permission: 'campaigns:read', query: clientsQuery, response: clientsResponse },
  async ({ ctx, query }) => ({ success: true as const, clients: await listClients(ctx, query) }),
);

export const POST = defineRoute(
  {
    route,
    permission: 'campaigns:write',
    body: createClientBody,
    response: clientResponse,
    status: 201,
    idempotent: true,
  },
  async ({ ctx, body }) => ({ success: true as const, client: await createClient(ctx, body) }),
);
