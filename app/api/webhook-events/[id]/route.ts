import { idParams } from '@/lib/contracts/shared';
import { webhookEventResponse } from '@/lib/contracts/webhook-events';
import { defineRoute } from '@/lib/http/define-route';
import { requireWebhookEvent } from '@/lib/inbox/queries';

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
