import { eq, inArray } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { callSettings, type EffectiveVoice, voiceConfigs } from '@/lib/db/schema/calls';
import { organizations } from '@/lib/db/schema/orgs';
import type { Entitlements } from '@/lib/orgs/plans';

type Settings = typeof callSettings.$inferSelect;

/** What an organization has decided, and may, about its calls. */
export interface DiallingRules extends Omit<Settings, 'retryCount' | 'retrySpacingSeconds'> {
  entitlements: Entitlements;
  voice: EffectiveVoice;
}

/** The rules of these organizations, by id; read once for all their bookings. */
export async function diallingRules(tx: Database, organizationIds: string[]): Promise<Map<string, DiallingRules>> {
  const rows = await tx
    .select({
      plan: organizations.plan,
      addOns: organizations.addOns,
      flags: organizations.flags,
      settings: callSettings,
      voice: {
        record: voiceConfigs.record,
        transcribe: voiceConfigs.transcribe,
        translate: voiceConfigs.translate,
        survey: voiceConfigs.survey,
        qa: voiceConfigs.qa,
      },
    })
    .from(organizations)
    .innerJoin(callSettings, eq(callSettings.organizationId, organizations.id))
    .innerJoin(voiceConfigs, eq(voiceConfigs.organizationId, organizations.id))
    .where(inArray(organizations.id, organizationIds));
  return new Map(
    rows.map(({ plan, addOns, flags, settings, voice }) => [
      settings.organizationId,
      { ...settings, entitlements: { plan, addOns, flags }, voice },
    ]),
  );
}
