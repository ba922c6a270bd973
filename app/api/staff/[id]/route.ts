import { notifyLeftBookings } from '@/lib/bookings/notify-left-bookings';
import { idParams } from '@/lib/contracts/shared';
import { staffMemberResponse, updateStaffBody } from '@/lib/contracts/staff';
import { defineRoute } from '@/lib/http/routes/define-route';
import { updateStaff } from '@/lib/orgs/settings/update-staff';

export const PATCH = defineRoute(
  {
    route: '/api/staff/[id]',
    permission: 'staff:write-own',
    params: idParams,
    body: updateStaffBody,
    response: staffMemberResponse,
  },
  async ({ ctx, params, body }) => ({
    success: true as const,
    staff_member: await updateStaff(ctx, { staffId: params.id, changes: body }, notifyLeftBookings),
  }),
);
