import { membersResponse } from '@/lib/contracts/members';
import { defineRoute } from '@/lib/http/routes/define-route';
import { listMembers } from '@/lib/orgs/members/member-queries';

export const GET = defineRoute(
  { route: '/api/members', permission: 'members:read', response: membersResponse },
  async ({ ctx }) => ({ success: true as const, members: await listMembers(ctx) }),
);
