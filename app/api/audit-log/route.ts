import { listAuditQuery, listAuditResponse } from '@/lib/contracts/audit-log';
import { defineRoute } from '@/lib/http/routes/define-route';
import { listAudit } from '@/lib/orgs/audit-queries';

export const GET = defineRoute(
  { route: '/api/audit-log', permission: 'settings:write', query: listAuditQuery, response: listAuditResponse },
  async ({ ctx, query }) => {
    const { entries, nextCursor } = await listAudit(ctx, query);
    return { success: true as const, entries, next_cursor: nextCursor };
  },
);
