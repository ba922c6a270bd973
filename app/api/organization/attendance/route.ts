import { changeAttendanceRules, getAttendanceRules } from '@/lib/attendance/update-attendance-rules';
import { attendanceRulesAnswer, changeAttendanceRulesBody } from '@/lib/contracts/attendance';
import { defineRoute } from '@/lib/http/routes/define-route';

export const GET = defineRoute(
  { route: '/api/organization/attendance', permission: 'campaigns:read', response: attendanceRulesAnswer },
  async ({ ctx }) => ({ success: true as const, rules: await getAttendanceRules(ctx) }),
);

export const PATCH = defineRoute(
  {
    route: '/api/organization/attendance',
    permission: 'settings:write',
    body: changeAttendanceRulesBody,
    response: attendanceRulesAnswer,
  },
  async ({ ctx, body }) => ({ success: true as const, rules: await changeAttendanceRules(ctx, body) }),
);
