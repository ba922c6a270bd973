import { getAttendanceRules, updateAttendanceRules } from '@/lib/attendance/update-attendance-rules';
import { attendanceRulesResponse, updateAttendanceRulesBody } from '@/lib/contracts/attendance';
import { defineRoute } from '@/lib/http/routes/define-route';

export const GET = defineRoute(
  { route: '/api/organization/attendance', permission: 'campaigns:read', response: attendanceRulesResponse },
  async ({ ctx }) => ({ success: true as const, rules: await getAttendanceRules(ctx) }),
);

export const PATCH = defineRoute(
  {
    route: '/api/organization/attendance',
    permission: 'settings:write',
    body: updateAttendanceRulesBody,
    response: attendanceRulesResponse,
  },
  async ({ ctx, body }) => ({ success: true as const, rules: await updateAttendanceRules(ctx, body) }),
);
