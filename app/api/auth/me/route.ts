import { meResponse } from '@/lib/contracts/auth';
import { defineRoute } from '@/lib/http/routes/define-route';
import { describeHolder } from '@/lib/orgs/access/describe-holder';

export const GET = defineRoute(
  { route: '/api/auth/me', permission: null, response: meResponse },
  async ({ ctx, identity }) => ({ success: true as const, ...(await describeHolder(ctx, identity.entitlements)) }),
);
