import type { LeadDetailsWire } from '@/lib/contracts/leads';

type Match = Pick<LeadDetailsWire['bookings'][number], 'match_method' | 'match_score'>;

/** How an attendee was matched to a lead. */
export function matchText({ match_method, match_score }: Match): string {
  if (match_method === 'email') return 'matched by email';
  if (match_method === 'manual') return 'linked manually';
  return match_score === null ? 'matched' : `matched by name and company (${Math.round(match_score * 100)}%)`;
}
