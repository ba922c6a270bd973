import { eq } from 'drizzle-orm';
import type { UpdateVoiceSettings, VoiceSettingsWire } from '@/lib/contracts/voice-settings';
import type { CommandContext } from '@/lib/db/command-context';
import { voiceConfigs } from '@/lib/db/schema/calls';
import { recordAudit } from '@/lib/orgs/audit';
import { getVoiceSettings } from './organization-queries';

/** Changes what is said and kept on calls; calls under way keep what held when they began. */
export async function updateVoiceSettings(
  ctx: CommandContext,
  changes: UpdateVoiceSettings,
): Promise<VoiceSettingsWire> {
  await ctx.db.transaction(async (tx) => {
    await tx
      .update(voiceConfigs)
      .set({
        record: changes.record,
        transcribe: changes.transcribe,
        translate: changes.translate,
        survey: changes.survey,
        qa: changes.qa,
        language: changes.language,
        recordingDisclosure: changes.recording_disclosure,
        surveyDisclosure: changes.survey_disclosure,
        translationDisclosure: changes.translation_disclosure,
        surveyQuestion: changes.survey_question,
        confirmationPrompts: changes.confirmation_prompts,
      })
      .where(eq(voiceConfigs.organizationId, ctx.org));
    await recordAudit(tx, ctx, { action: 'voice_settings.changed', detail: { changed: Object.keys(changes) } });
  });
  return getVoiceSettings(ctx);
}
