import { serviceResponse, updateServiceBody } from '@/lib/contracts/services';
import { idParams } from '@/lib/contracts/shared';
import { defineRoute } from '@/lib/http/routes/define-route';
import { updateService } from '@/lib/orgs/settings/update-service';

export const PATCH = defineRoute(
  {
    route: '/api/services/[id]',
    permission: 'settings:write',
    params: idParams,
    body: updateServiceBody,
    response: serviceResponse,
  },
  async ({ ctx, params, body }) => ({ success: true as const, service: await updateService(ctx, params.id, body) }),
);
