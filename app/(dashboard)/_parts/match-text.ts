import type { LeadDetailsWire } from '@/lib/contracts/leads';

type Match = Pick<LeadDetailsWire['bookings'][number], 'match_method' | 'match_score'>;

/** How somebody on a booking was found to be a lead. */
export function matchText({ match_method, match_score }: Match): string {
  if (match_method === 'email') return 'recognized by the address';
  if (match_method === 'manual') return 'linked by hand';
  return match_score === null ? 'recognized' : `recognized by name and company, ${Math.round(match_score * 100)} %`;
}
