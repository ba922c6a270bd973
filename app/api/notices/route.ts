import { noticesQuery, noticesResponse } from '@/lib/contracts/notices';
import { defineRoute } from '@/lib/http/routes/define-route';
import { listNotices } from '@/lib/orgs/notices/notice-queries';

export const GET = defineRoute(
  { route: '/api/notices', permission: 'bookings:read', query: noticesQuery, response: noticesResponse },
  async ({ ctx, query }) => {
    const { notices, unreadCount } = await listNotices(ctx, { unreadOnly: query.unread === 'true' });
    return { success: true as const, notices, unread_count: unreadCount };
  },
);
