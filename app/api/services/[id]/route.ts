import { changeServiceBody, serviceAnswer } from '@/lib/contracts/services';
import { idParams } from '@/lib/contracts/shared';
import { defineRoute } from '@/lib/http/routes/define-route';
import { changeService } from '@/lib/orgs/settings/update-service';

export const PATCH = defineRoute(
  {
    route: '/api/services/[id]',
    permission: 'settings:write',
    params: idParams,
    body: changeServiceBody,
    response: serviceAnswer,
  },
  async ({ ctx, params, body }) => ({ success: true as const, service: await changeService(ctx, params.id, body) }),
);
