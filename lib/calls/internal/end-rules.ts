import type { FailureReason } from '@/lib/calls/rules';
import type { CallOrder, CallStatus } from '@/lib/db/schema/calls';

/** What is known of an attempt whose first leg is over. */
export interface AttemptFacts {
  callOrder: CallOrder;
  /** How the first leg ended. */
  firstStatus: CallStatus;
  /** How the second leg ended, by its own report or by the dialling of it; null = not known. */
  secondStatus: CallStatus | null;
  secondAnswered: boolean;
  /** The operator pressed the key. */
  accepted: boolean;
  /** The attendee heard every disclosure to its end. */
  disclosed: boolean;
  /** Machine detection said that no person took the attendee's call. */
  machine: boolean;
}

/**
 * How an attempt ended. Connected: the attendee was on the line, had heard the disclosures and was bridged with the
 * operator. `undecided`: the second leg's end decides, and is not known yet. The answer does not depend on the order
 * in which the facts became known.
 */
export function attemptEnd(facts: AttemptFacts): 'connected' | 'undecided' | FailureReason {
  if (facts.accepted && facts.disclosed) return 'connected';
  return facts.callOrder === 'operator_first' ? operatorFirstEnd(facts) : attendeeFirstEnd(facts);
}

/** The same, when nothing more will become known. */
export function attemptEndAtLast(facts: AttemptFacts): 'connected' | FailureReason {
  const end = attemptEnd(facts);
  if (end !== 'undecided') return end;
  return facts.callOrder === 'operator_first' ? 'canceled' : 'attendee_hung_up';
}

function operatorFirstEnd(facts: AttemptFacts): 'undecided' | FailureReason {
  const unreached = unreachedReason(facts.firstStatus, 'operator');
  if (unreached) return unreached;
  if (!facts.accepted) return 'operator_declined';
  if (facts.machine) return 'answering_machine';
  if (facts.secondAnswered) return 'attendee_hung_up';
  if (!facts.secondStatus) return 'undecided';
  return unreachedReason(facts.secondStatus, 'attendee') ?? 'attendee_hung_up';
}

function attendeeFirstEnd(facts: AttemptFacts): 'undecided' | FailureReason {
  const unreached = unreachedReason(facts.firstStatus, 'attendee');
  if (unreached) return unreached;
  if (facts.machine) return 'answering_machine';
  if (!facts.disclosed) return 'attendee_hung_up';
  if (facts.secondAnswered) return 'operator_declined';
  if (!facts.secondStatus) return 'undecided';
  if (facts.secondStatus === 'canceled') return 'attendee_hung_up';
  return unreachedReason(facts.secondStatus, 'operator') ?? 'operator_declined';
}

function unreachedReason(status: CallStatus, party: 'operator' | 'attendee'): FailureReason | null {
  switch (status) {
    case 'busy':
      return `${party}_busy`;
    case 'no-answer':
      return `${party}_no_answer`;
    case 'failed':
      return `${party}_failed`;
    case 'canceled':
      return 'canceled';
    default:
      return null;
  }
}
