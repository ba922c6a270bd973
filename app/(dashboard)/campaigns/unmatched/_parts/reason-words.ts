import type { CandidateWire } from '@/lib/contracts/unmatched-bookings';

type Reason = CandidateWire['reasons'][number];

const fields: Record<Reason['field'], string> = {
  email: 'email',
  name: 'name',
  company: 'company',
  domain: 'domain',
  phone: 'phone',
};

const verdicts: Record<Reason['verdict'], string> = { same: 'Same', similar: 'Similar', differs: 'Different' };

/** `Similar name`. */
export function reasonText({ field, verdict }: Reason): string {
  return `${verdicts[verdict]} ${fields[field]}`;
}

/** `86%`. */
export function scoreText(score: number): string {
  return `${Math.round(score * 100)}%`;
}
