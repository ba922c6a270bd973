import { createStaffBody, staffMemberResponse, staffResponse } from '@/lib/contracts/staff';
import { defineRoute } from '@/lib/http/routes/define-route';
import { createStaff } from '@/lib/orgs/settings/create-staff';
import { listStaff } from '@/lib/orgs/settings/staff-queries';

const route = '/api/staff';

export const GET = defineRoute({ route, permission: 'bookings:read', response: staffResponse }, async ({ ctx }) => ({
  success: true as const,
  staff: await listStaff(ctx),
}));

export const POST = defineRoute(
  {
    route,
    permission: 'staff:write',
    body: createStaffBody,
    response: staffMemberResponse,
    status: 201,
    idempotent: true,
  },
  async ({ ctx, body }) => ({ success: true as const, staff_member: await createStaff(ctx, body) }),
);
