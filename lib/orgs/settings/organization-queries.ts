import { eq } from 'drizzle-orm';
import type { CallSettingsWire } from '@/lib/contracts/call-settings';
import type { OrganizationWire } from '@/lib/contracts/organization';
import type { VoiceSettingsWire } from '@/lib/contracts/voice-settings';
import { notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { callSettings, voiceConfigs } from '@/lib/db/schema/calls';
import { organizations } from '@/lib/db/schema/orgs';

/** The organization of the context. */
export async function getOrganization(ctx: CommandContext): Promise<OrganizationWire> {
  const [row] = await ctx.db
    .select({
      id: organizations.id,
      slug: organizations.slug,
      name: organizations.name,
      plan: organizations.plan,
      add_ons: organizations.addOns,
      flags: organizations.flags,
      time_zone: organizations.timeZone,
      default_booking_duration: organizations.defaultBookingDuration,
    })
    .from(organizations)
    .where(eq(organizations.id, ctx.org));
  if (!row) throw notFound('organization');
  return row;
}

/** How the organization's calls are placed. */
export async function getCallSettings(ctx: CommandContext): Promise<CallSettingsWire> {
  const [row] = await ctx.db
    .select({
      call_order: callSettings.callOrder,
      grace_minutes: callSettings.graceMinutes,
      retry_count: callSettings.retryCount,
      retry_spacing_seconds: callSettings.retrySpacingSeconds,
      calls_per_second: callSettings.callsPerSecond,
      calling_hours: callSettings.callingHours,
      caller_id: callSettings.callerId,
      operator_line: callSettings.operatorLine,
    })
    .from(callSettings)
    .where(eq(callSettings.organizationId, ctx.org));
  if (!row) throw notFound('organization');
  return row;
}

/** What is said and kept on the organization's calls. */
export async function getVoiceSettings(ctx: CommandContext): Promise<VoiceSettingsWire> {
  const [row] = await ctx.db
    .select({
      record: voiceConfigs.record,
      transcribe: voiceConfigs.transcribe,
      translate: voiceConfigs.translate,
      survey: voiceConfigs.survey,
      qa: voiceConfigs.qa,
      language: voiceConfigs.language,
      recording_disclosure: voiceConfigs.recordingDisclosure,
      survey_disclosure: voiceConfigs.surveyDisclosure,
      translation_disclosure: voiceConfigs.translationDisclosure,
      survey_question: voiceConfigs.surveyQuestion,
      confirmation_prompts: voiceConfigs.confirmationPrompts,
    })
    .from(voiceConfigs)
    .where(eq(voiceConfigs.organizationId, ctx.org));
  if (!row) throw notFound('organization');
  return row;
}
