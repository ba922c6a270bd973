import { idParams } from '@/lib/contracts/shared';
import { webhookEventResponse } from '@/lib/contracts/webhook-events';
import { defineRoute } from '@/lib/http/routes/define-route';
import { requireWebhookEvent } from '@/lib/webhook-inbox/queries';

export const GET = defineRoute(
  {
    route: '/api/webhook-events/[id]',
    permission: 'webhooks:read',
    params: idParams,
    response: webhookEventResponse,
  },
  async ({ ctx, params }) => ({
    success: true as const,
    webhook_event: await requireWebhookEvent(ctx, params.id),
  }),
);
