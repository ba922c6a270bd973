import { schedulerStatus } from '@/lib/calls/scheduler/scheduler-status';
import { schedulerResponse } from '@/lib/contracts/scheduler';
import { defineRoute } from '@/lib/http/routes/define-route';

export const GET = defineRoute(
  {
    route: '/api/scheduler',
    permission: 'scheduler:read',
    feature: 'scheduled_calls',
    response: schedulerResponse,
  },
  async ({ ctx }) => ({ success: true as const, scheduler: await schedulerStatus(ctx) }),
);
