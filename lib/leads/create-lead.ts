import { and, eq } from 'drizzle-orm';
import type { CreateLead, LeadDetailsWire } from '@/lib/contracts/leads';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { leads } from '@/lib/db/schema/leads';
import { retriedTransaction } from '@/lib/db/transaction';
import { leadKeys } from '@/lib/leads/internal/lead-keys';
import { parsePhone } from '@/lib/phone/read-phone';
import { isTimeZone } from '@/lib/time/zones';
import { getCampaign } from './campaign-queries';
import { getLead } from './lead-queries';
import { saveLeads } from './save-leads';

/**
 * Adds one person to a campaign.
 * @throws AppError `not_found` for the campaign; `conflict` when the address is in it already; `invalid_phone`,
 * `unknown_time_zone`
 */
export async function createLead(ctx: CommandContext, input: CreateLead): Promise<LeadDetailsWire> {
  await getCampaign(ctx, input.campaign_id);
  const phone = input.phone ? parsePhone(input.phone) : null;
  if (input.phone && phone === null)
    throw fault('invalid_phone', 'phone', 'Enter a phone number with its country code, e.g. +1 202 555 0100.');
  if (input.timezone && !isTimeZone(input.timezone))
    throw fault(
      'unknown_time_zone',
      'timezone',
      `Unknown time zone “${input.timezone}”. Use a name such as America/New_York.`,
    );
  const lead = {
    email: input.email,
    firstName: input.first_name ?? null,
    lastName: input.last_name ?? null,
    company: input.company ?? null,
    title: input.title ?? null,
    phone,
    timezone: input.timezone ?? null,
  };
  const campaign = { id: input.campaign_id, organizationId: ctx.org };
  const { emailKey } = leadKeys(lead);
  const id = await retriedTransaction(ctx.db, async (tx) => {
    const [savedAs] = await saveLeads(tx, ctx, campaign, [lead]);
    // Thrown inside the transaction, which leaves the stored lead unchanged.
    if (savedAs !== 'created') throw fault('conflict', 'email', 'A lead with this email is already in the campaign.');
    const [made] = await tx
      .select({ id: leads.id })
      .from(leads)
      .where(and(eq(leads.campaignId, campaign.id), eq(leads.emailKey, emailKey)));
    return made?.id ?? '';
  });
  return getLead(ctx, id);
}

function fault(code: 'invalid_phone' | 'unknown_time_zone' | 'conflict', field: string, message: string): AppError {
  return new AppError(code, message, { fields: [{ field, message }] });
}
