import { type AttributableLead, attributeLead } from './attribute-lead';
import { matchPolicy } from './match-policy';
import { type LeadFields, type MatchSide, sideOfLead } from './match-side';
import { type MatchReason, scoreMatch } from './score-match';

export type CandidateLead = AttributableLead & LeadFields;

/** One person among the leads, as the lead that the booking would be attributed to. */
export interface Candidate<Lead extends CandidateLead = CandidateLead> {
  lead: Lead;
  score: number;
  reasons: MatchReason[];
}

interface Match<Lead extends CandidateLead> {
  /** Null when no score is high enough, or two are close. */
  chosen: (Candidate<Lead> & { method: 'email' | 'scored' }) | null;
  /** All suggestions, best first. */
  candidates: Candidate<Lead>[];
}

/**
 * The lead that an attendee is. Leads with the same email are one person; among persons the best must score high enough and
 * be clearly ahead of the next.
 * @param madeAt when the booking was made
 */
export function chooseLead<Lead extends CandidateLead>(
  attendee: MatchSide,
  leads: readonly Lead[],
  madeAt: Date,
): Match<Lead> {
  const candidates = [...byPerson(leads.filter((lead) => couldBe(attendee, lead))).values()]
    .flatMap((ofOne) => candidateOf(attendee, ofOne, madeAt))
    .sort(surestFirst);
  const [best, next] = candidates;
  if (!best) return { chosen: null, candidates };
  if (best.score === 1) return { chosen: { ...best, method: 'email' }, candidates };
  const isClear = best.score - (next?.score ?? 0) >= matchPolicy.margin;
  const isSure = best.score >= matchPolicy.automatic;
  return { chosen: isSure && isClear ? { ...best, method: 'scored' } : null, candidates };
}

/**
 * Skips most people who merely work at the same company: in two names that agree, some words share their first letter. It
 * only loses names where every word has a typo at its first letter or is a nickname.
 */
function couldBe({ name, emailKey, phone }: MatchSide, lead: LeadFields): boolean {
  if (lead.nameKey === null || lead.emailKey === emailKey || (phone !== null && lead.phone === phone)) return true;
  const words = lead.nameKey.split(' ');
  return name.words.some((word) => words.some((other) => other[0] === word[0]));
}

function byPerson<Lead extends CandidateLead>(leads: readonly Lead[]): Map<string, Lead[]> {
  const persons = new Map<string, Lead[]>();
  for (const lead of leads) {
    const known = persons.get(lead.emailKey);
    if (known) known.push(lead);
    else persons.set(lead.emailKey, [lead]);
  }
  return persons;
}

/** A person scores as the best of their leads; attribution chooses the lead. */
function candidateOf<Lead extends CandidateLead>(attendee: MatchSide, leads: Lead[], madeAt: Date): Candidate<Lead>[] {
  const lead = attributeLead(leads, madeAt);
  const scores = leads.map((one) => scoreMatch(attendee, sideOfLead(one))).sort((a, b) => b.score - a.score);
  const best = scores[0];
  return lead && best && best.score >= matchPolicy.candidate ? [{ lead, ...best }] : [];
}

function surestFirst(a: Candidate, b: Candidate): number {
  return b.score - a.score || (a.lead.id < b.lead.id ? -1 : 1);
}
