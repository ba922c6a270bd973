import type { Actor } from '@/lib/core/context';
import type { CallParty } from '@/lib/db/schema/calls';

/** How sentences name one party: `You` or `Maya Fischer`, `Your` or `Maya Fischer’s`. */
export interface PartyNames {
  subject: string;
  possessive: string;
}

export type Parties = Record<CallParty, PartyNames>;

/** Names both parties for the reader, who may be the operator. */
export function partiesOf(
  reader: Actor,
  booking: { attendeeName: string; operatorName: string | null; operatorUserId: string | null },
): Parties {
  const isOperator = 'userId' in reader && reader.userId === booking.operatorUserId;
  return {
    operator: isOperator ? { subject: 'You', possessive: 'Your' } : named(booking.operatorName ?? 'The operator'),
    attendee: named(booking.attendeeName),
  };
}

function named(name: string): PartyNames {
  return { subject: name, possessive: `${name}’s` };
}
