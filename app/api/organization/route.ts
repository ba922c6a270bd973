import { changeOrganizationBody, organizationAnswer } from '@/lib/contracts/organization';
import { defineRoute } from '@/lib/http/routes/define-route';
import { changeOrganization } from '@/lib/orgs/settings/update-organization';
import { getOrganization } from '@/lib/orgs/settings/organization-queries';

const route = '/api/organization';

export const GET = defineRoute({ route, permission: null, response: organizationAnswer }, async ({ ctx }) => ({
  success: true as const,
  organization: await getOrganization(ctx),
}));

export const PATCH = defineRoute(
  { route, permission: 'settings:write', body: changeOrganizationBody, response: organizationAnswer },
  async ({ ctx, body }) => ({ success: true as const, organization: await changeOrganization(ctx, body) }),
);
