import type { CandidateWire } from '@/lib/contracts/unmatched-bookings';

type Reason = CandidateWire['reasons'][number];

const fields: Record<Reason['field'], string> = {
  email: 'E-mail',
  name: 'Name',
  company: 'Company',
  domain: 'Domain',
  phone: 'Telephone',
};

const verdicts: Record<Reason['verdict'], string> = { same: 'is the same', similar: 'is alike', differs: 'differs' };

/** `Name is alike`. */
export function reasonText({ field, verdict }: Reason): string {
  return `${fields[field]} ${verdicts[verdict]}`;
}

/** `86 %`. */
export function scoreText(score: number): string {
  return `${Math.round(score * 100)} %`;
}
