import { organizationResponse, updateOrganizationBody } from '@/lib/contracts/organization';
import { defineRoute } from '@/lib/http/routes/define-route';
import { getOrganization } from '@/lib/orgs/settings/organization-queries';
import { updateOrganization } from '@/lib/orgs/settings/update-organization';

const route = '/api/organization';

export const GET = defineRoute({ route, permission: null, response: organizationResponse }, async ({ ctx }) => ({
  success: true as const,
  organization: await getOrganization(ctx),
}));

export const PATCH = defineRoute(
  { route, permission: 'settings:write', body: updateOrganizationBody, response: organizationResponse },
  async ({ ctx, body }) => ({ success: true as const, organization: await updateOrganization(ctx, body) }),
);
