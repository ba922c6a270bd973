import type { FailureReason } from '@/lib/calls/rules';
import type { CallOrder, CallStatus } from '@/lib/db/schema/calls';

/** The facts of an attempt whose first leg has ended. */
export interface AttemptFacts {
  callOrder: CallOrder;
  /** How the first leg ended. */
  firstStatus: CallStatus;
  /** How the second leg ended, by its own report or by the dial result; null if unknown. */
  secondStatus: CallStatus | null;
  secondAnswered: boolean;
  /** The operator pressed the accept key. */
  accepted: boolean;
  /** The attendee heard every notice to its end. */
  disclosed: boolean;
  /** Machine detection reported a machine on the attendee's line. */
  machine: boolean;
}

/**
 * How an attempt ended. `connected`: the attendee heard the notices and was bridged with the operator. `undecided`: the
 * second leg's end decides and is still unknown. The order in which facts arrive doesn't matter.
 */
export function attemptEnd(facts: AttemptFacts): 'connected' | 'undecided' | FailureReason {
  if (facts.accepted && facts.disclosed) return 'connected';
  return facts.callOrder === 'operator_first' ? operatorFirstEnd(facts) : attendeeFirstEnd(facts);
}

/** The same, when no more reports will arrive. */
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
