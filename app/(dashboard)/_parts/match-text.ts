import type { LeadDetailsWire } from '@/lib/contracts/leads';

type Match = Pick<LeadDetailsWire['bookings'][number], 'match_method' | 'match_score'>;

/** How an attendee was matched to a lead: `Matched`, `by email`. The lead's name fits between the two. */
export function matchWords({ match_method, match_score }: Match): [verb: string, how: string] {
  if (match_method === 'manual') return ['Linked', 'manually'];
  if (match_method === 'email') return ['Matched', 'by email'];
  const score = match_score === null ? '' : ` (${Math.round(match_score * 100)}%)`;
  return ['Matched', `by name and company${score}`];
}
