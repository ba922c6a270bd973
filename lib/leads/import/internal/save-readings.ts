import { and, eq, inArray } from 'drizzle-orm';
import { leads } from '@/lib/db/schema/leads';
import { retriedTransaction } from '@/lib/db/transaction';
import type { EmailToolContext } from '@/lib/leads/import/email-tool-context';
import type { StageReading } from '@/lib/leads/import/providers/emailbison/map';
import type { IncomingLead } from '@/lib/leads/merge-leads';
import { MAX_LEADS, saveLeads } from '@/lib/leads/save-leads';

interface Campaign {
  id: string;
  organizationId: string;
}

/** Saves the leads of a page. @returns how many were created or changed */
export async function saveRead(
  { db, ids, clock }: EmailToolContext,
  campaign: Campaign,
  read: readonly IncomingLead[],
): Promise<number> {
  let changed = 0;
  for (let from = 0; from < read.length; from += MAX_LEADS) {
    const results = await retriedTransaction(db, (tx) =>
      saveLeads(tx, { ids, now: clock.now() }, campaign, read.slice(from, from + MAX_LEADS)),
    );
    changed += results.filter((result) => result !== 'unchanged').length;
  }
  return changed;
}

/** Saves stages of leads by their external ids. Unknown leads are skipped: the next reading of leads brings them. */
export async function saveReadings(
  context: EmailToolContext,
  campaign: Campaign,
  readings: readonly (StageReading | null)[],
): Promise<number> {
  const known = readings.filter((one) => one !== null);
  if (known.length === 0) return 0;
  const rows = await context.db
    .select({ externalId: leads.externalId, email: leads.email })
    .from(leads)
    .where(
      and(
        eq(leads.campaignId, campaign.id),
        inArray(
          leads.externalId,
          known.map(({ externalId }) => externalId),
        ),
      ),
    );
  const emails = new Map(rows.map(({ externalId, email }) => [externalId, email]));
  return saveRead(
    context,
    campaign,
    known.flatMap((one) => {
      const email = emails.get(one.externalId);
      return email === undefined ? [] : [{ ...one, email }];
    }),
  );
}
