import { and, eq, sql } from 'drizzle-orm';
import { type CandidateWire, unmatchedLimits } from '@/lib/contracts/unmatched-bookings';
import type { CommandContext } from '@/lib/db/command-context';
import { containing } from '@/lib/db/containing';
import { leads } from '@/lib/db/schema/leads';
import { candidatesWire, type UnmatchedPerson } from '@/lib/leads/matching/candidates-of';
import { sideOfAttendee, sideOfLead } from '@/lib/leads/matching/internal/match-side';
import { scoreMatch } from '@/lib/leads/matching/internal/score-match';
import { leadSearchText } from './lead-queries';

/** Leads whose name, email or company contains every word, compared with an attendee, the best first. */
export async function searchLeads(
  ctx: Pick<CommandContext, 'db' | 'org'>,
  person: UnmatchedPerson,
  text: string,
): Promise<CandidateWire[]> {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 5);
  const rows = await ctx.db
    .select({
      id: leads.id,
      campaignId: leads.campaignId,
      email: leads.email,
      emailKey: leads.emailKey,
      nameKey: leads.nameKey,
      firstName: leads.firstName,
      lastName: leads.lastName,
      company: leads.company,
      phone: leads.phone,
      domain: leads.domain,
      sentAt: leads.sentAt,
      createdAt: leads.createdAt,
    })
    .from(leads)
    .where(
      and(eq(leads.organizationId, ctx.org), ...words.map((word) => sql`${leadSearchText} like ${containing(word)}`)),
    )
    .limit(unmatchedLimits.foundLeads);
  const side = sideOfAttendee(person);
  const scored = rows
    .map((lead) => ({ lead, ...scoreMatch(side, sideOfLead(lead)) }))
    .sort((a, b) => b.score - a.score || (a.lead.id < b.lead.id ? -1 : 1));
  const [wire] = await candidatesWire(ctx, [scored]);
  return wire ?? [];
}
