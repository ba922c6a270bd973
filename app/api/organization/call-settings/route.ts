import { callSettingsAnswer, changeCallSettingsBody } from '@/lib/contracts/call-settings';
import { defineRoute } from '@/lib/http/routes/define-route';
import { changeCallSettings } from '@/lib/orgs/settings/update-call-settings';
import { getCallSettings } from '@/lib/orgs/settings/organization-queries';

const route = '/api/organization/call-settings';
const feature = 'scheduled_calls';

export const GET = defineRoute(
  { route, permission: 'settings:read', feature, response: callSettingsAnswer },
  async ({ ctx }) => ({ success: true as const, call_settings: await getCallSettings(ctx) }),
);

export const PATCH = defineRoute(
  { route, permission: 'settings:write', feature, body: changeCallSettingsBody, response: callSettingsAnswer },
  async ({ ctx, body }) => ({ success: true as const, call_settings: await changeCallSettings(ctx, body) }),
);
