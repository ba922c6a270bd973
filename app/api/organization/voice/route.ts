import { updateVoiceSettingsBody, voiceSettingsResponse } from '@/lib/contracts/voice-settings';
import { defineRoute } from '@/lib/http/routes/define-route';
import { getVoiceSettings } from '@/lib/orgs/settings/organization-queries';
import { updateVoiceSettings } from '@/lib/orgs/settings/update-voice-settings';

const route = '/api/organization/voice';
const feature = 'scheduled_calls';

export const GET = defineRoute(
  { route, permission: 'settings:read', feature, response: voiceSettingsResponse },
  async ({ ctx }) => ({ success: true as const, voice: await getVoiceSettings(ctx) }),
);

export const PATCH = defineRoute(
  { route, permission: 'settings:write', feature, body: updateVoiceSettingsBody, response: voiceSettingsResponse },
  async ({ ctx, body }) => ({ success: true as const, voice: await updateVoiceSettings(ctx, body) }),
);
