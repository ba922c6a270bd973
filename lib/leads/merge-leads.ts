import { emailKeyOf } from '@/lib/leads/matching/internal/read-email';

/** The stages that sources report; those of a booking are derived. */
export const importedStages = [
  'sentAt',
  'deliveredAt',
  'repliedAt',
  'interestedAt',
  'bouncedAt',
  'unsubscribedAt',
] as const;
export type ImportedStage = (typeof importedStages)[number];

/** A lead as a source reports it. Absent fields leave the stored ones unchanged. */
export type IncomingLead = {
  email: string;
  firstName?: string | null;
  lastName?: string | null;
  company?: string | null;
  title?: string | null;
  /** E.164. */
  phone?: string | null;
  timezone?: string | null;
  externalId?: string | null;
  custom?: Record<string, string>;
} & Partial<Record<ImportedStage, Date | null>>;

export interface MergedLead extends IncomingLead {
  emailKey: string;
  /** Places in the batch with this email. */
  places: number[];
}

/** One entry per email of a batch: later entries fill and replace fields, stages keep their earliest time. */
export function mergeLeads(batch: readonly IncomingLead[]): MergedLead[] {
  const byKey = new Map<string, MergedLead>();
  for (const [place, lead] of batch.entries()) {
    const emailKey = emailKeyOf(lead.email);
    const known = byKey.get(emailKey);
    if (known) Object.assign(known, merged(known, lead), { places: [...known.places, place] });
    else byKey.set(emailKey, { ...lead, emailKey, places: [place] });
  }
  return [...byKey.values()];
}

function merged(known: IncomingLead, incoming: IncomingLead): IncomingLead {
  const given = Object.fromEntries(
    Object.entries(incoming).filter(([, value]) => value !== undefined && value !== null),
  );
  const instants = Object.fromEntries(
    importedStages.map((stage) => [stage, earliest(known[stage] ?? null, incoming[stage] ?? null)]),
  );
  return { ...known, ...given, ...instants, email: known.email, custom: { ...known.custom, ...incoming.custom } };
}

function earliest(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b;
  return a <= b ? a : b;
}
