import { eq, inArray } from 'drizzle-orm';
import type { CandidateWire } from '@/lib/contracts/unmatched-bookings';
import type { ReadContext } from '@/lib/db/command-context';
import { campaigns, leads } from '@/lib/db/schema/leads';
import { type Candidate, chooseLead } from '@/lib/leads/matching/internal/choose-lead';
import { type FoundLead, findLeads } from '@/lib/leads/matching/internal/find-leads';
import { matchPolicy } from '@/lib/leads/matching/internal/match-policy';
import { type AttendeeFields, keysOfAttendee, sideOfAttendee } from '@/lib/leads/matching/internal/match-side';

/** An attendee, and when the booking was made. */
export type UnmatchedPerson = AttendeeFields & { booking: { createdAt: Date } };

/** The suggested leads of each attendee, best first, in the order of the attendees. */
export async function candidatesOf(ctx: ReadContext, people: readonly UnmatchedPerson[]): Promise<CandidateWire[][]> {
  const probes = people.map((person) => ({ ...keysOfAttendee(person), phone: person.phone }));
  const found = await findLeads(ctx.db, ctx.org, probes, true);
  const chosen = people.map((person, i) =>
    chooseLead(sideOfAttendee(person), found[i] ?? [], person.booking.createdAt).candidates.slice(
      0,
      matchPolicy.shownCandidates,
    ),
  );
  return candidatesWire(ctx, chosen);
}

/** Candidates with the details shown to people. */
export async function candidatesWire(ctx: ReadContext, lists: Candidate<FoundLead>[][]): Promise<CandidateWire[][]> {
  const ids = [...new Set(lists.flat().map(({ lead }) => lead.id))];
  if (ids.length === 0) return lists.map(() => []);
  const rows = await ctx.db
    .select({
      id: leads.id,
      title: leads.title,
      bookedAt: leads.bookedAt,
      campaign: { id: campaigns.id, name: campaigns.name },
    })
    .from(leads)
    .innerJoin(campaigns, eq(campaigns.id, leads.campaignId))
    .where(inArray(leads.id, ids));
  const shown = new Map(rows.map((row) => [row.id, row]));
  return lists.map((list) =>
    list.flatMap(({ lead, score, reasons }) => {
      const more = shown.get(lead.id);
      if (!more) return [];
      const { id, email, company, phone } = lead;
      const name = [lead.firstName, lead.lastName].filter(Boolean).join(' ') || null;
      const booked_at = more.bookedAt?.toISOString() ?? null;
      const wire = { id, name, email, company, title: more.title, phone, campaign: more.campaign, booked_at };
      return [{ lead: wire, score: Math.round(score * 100) / 100, reasons }];
    }),
  );
}
