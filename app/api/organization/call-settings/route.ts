import { callSettingsResponse, updateCallSettingsBody } from '@/lib/contracts/call-settings';
import { defineRoute } from '@/lib/http/routes/define-route';
import { getCallSettings } from '@/lib/orgs/settings/organization-queries';
import { updateCallSettings } from '@/lib/orgs/settings/update-call-settings';

const route = '/api/organization/call-settings';
const feature = 'scheduled_calls';

export const GET = defineRoute(
  { route, permission: 'settings:read', feature, response: callSettingsResponse },
  async ({ ctx }) => ({ success: true as const, call_settings: await getCallSettings(ctx) }),
);

export const PATCH = defineRoute(
  { route, permission: 'settings:write', feature, body: updateCallSettingsBody, response: callSettingsResponse },
  async ({ ctx, body }) => ({ success: true as const, call_settings: await updateCallSettings(ctx, body) }),
);
