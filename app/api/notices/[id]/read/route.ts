import { noticeResponse } from '@/lib/contracts/notices';
import { idParams } from '@/lib/contracts/shared';
import { defineRoute } from '@/lib/http/routes/define-route';
import { readNotice } from '@/lib/orgs/notices/read-notice';

export const POST = defineRoute(
  { route: '/api/notices/[id]/read', permission: 'bookings:read', params: idParams, response: noticeResponse },
  async ({ ctx, params }) => ({ success: true as const, notice: await readNotice(ctx, { noticeId: params.id }) }),
);
