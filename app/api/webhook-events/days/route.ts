import { webhookDaysResponse } from '@/lib/contracts/webhook-events';
import { defineRoute } from '@/lib/http/routes/define-route';
import { webhookDays } from '@/lib/webhook-inbox/queries';

const DAYS = 14;

export const GET = defineRoute(
  { route: '/api/webhook-events/days', permission: 'webhooks:read', response: webhookDaysResponse },
  async ({ ctx }) => ({ success: true as const, days: await webhookDays(ctx, ctx.now, DAYS) }),
);
