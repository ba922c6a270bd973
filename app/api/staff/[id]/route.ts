import { idParams } from '@/lib/contracts/shared';
import { changeStaffBody, staffMemberAnswer } from '@/lib/contracts/staff';
import { defineRoute } from '@/lib/http/routes/define-route';
import { changeStaff } from '@/lib/orgs/settings/update-staff';

export const PATCH = defineRoute(
  {
    route: '/api/staff/[id]',
    permission: 'staff:write-own',
    params: idParams,
    body: changeStaffBody,
    response: staffMemberAnswer,
  },
  async ({ ctx, params, body }) => ({
    success: true as const,
    staff_member: await changeStaff(ctx, { staffId: params.id, changes: body }),
  }),
);
