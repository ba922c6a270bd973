import { createServiceBody, serviceResponse, servicesResponse } from '@/lib/contracts/services';
import { defineRoute } from '@/lib/http/routes/define-route';
import { createService } from '@/lib/orgs/settings/create-service';
import { listAllServices } from '@/lib/orgs/settings/service-queries';

const route = '/api/services';

export const GET = defineRoute({ route, permission: 'bookings:read', response: servicesResponse }, async ({ ctx }) => ({
  success: true as const,
  services: await listAllServices(ctx),
}));

export const POST = defineRoute(
  {
    route,
    permission: 'settings:write',
    body: createServiceBody,
    response: serviceResponse,
    status: 201,
    idempotent: true,
  },
  async ({ ctx, body }) => ({ success: true as const, service: await createService(ctx, body) }),
);
