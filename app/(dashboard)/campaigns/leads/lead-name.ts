import type { LeadWire } from '@/lib/contracts/leads';

/** What a lead is called: the name, or the address where there is none. */
export function leadName({ first_name, last_name, email }: LeadWire): string {
  return [first_name, last_name].filter(Boolean).join(' ') || email;
}
