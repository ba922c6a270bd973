import type { LeadWire } from '@/lib/contracts/leads';

/** A lead's name, or its email when it has none. */
export function leadName({ first_name, last_name, email }: LeadWire): string {
  return [first_name, last_name].filter(Boolean).join(' ') || email;
}
