import { changeVoiceSettingsBody, voiceSettingsAnswer } from '@/lib/contracts/voice-settings';
import { defineRoute } from '@/lib/http/routes/define-route';
import { changeVoiceSettings } from '@/lib/orgs/settings/update-voice-settings';
import { getVoiceSettings } from '@/lib/orgs/settings/organization-queries';

const route = '/api/organization/voice';
const feature = 'scheduled_calls';

export const GET = defineRoute(
  { route, permission: 'settings:read', feature, response: voiceSettingsAnswer },
  async ({ ctx }) => ({ success: true as const, voice: await getVoiceSettings(ctx) }),
);

export const PATCH = defineRoute(
  { route, permission: 'settings:write', feature, body: changeVoiceSettingsBody, response: voiceSettingsAnswer },
  async ({ ctx, body }) => ({ success: true as const, voice: await changeVoiceSettings(ctx, body) }),
);
