import type { CallStatus } from '@/lib/db/schema/calls';

/** How far along a call is; a report of a lower rank than what is known changes nothing. */
const RANK: Record<CallStatus, number> = {
  ordering: 0,
  unknown: 1,
  queued: 2,
  ringing: 3,
  'in-progress': 4,
  completed: 9,
  busy: 9,
  'no-answer': 9,
  failed: 9,
  canceled: 9,
  'not-placed': 9,
};

/** Statuses in which a call may still change. */
export const liveStatuses = ['ordering', 'unknown', 'queued', 'ringing', 'in-progress'] as const satisfies CallStatus[];

/** An ended call never changes again. */
export function isTerminal(status: CallStatus): boolean {
  return RANK[status] === 9;
}

/** Whether a report moves a call on: reports come doubled and in any order. */
export function movesForward(from: CallStatus, to: CallStatus): boolean {
  return RANK[to] > RANK[from];
}

/** Why an attempt did not connect the attendee; kept on the call and, when no attempt is left, on the booking. */
export type FailureReason =
  | 'operator_busy'
  | 'operator_no_answer'
  | 'operator_declined'
  | 'operator_failed'
  | 'attendee_busy'
  | 'attendee_no_answer'
  | 'attendee_failed'
  | 'attendee_hung_up'
  | 'answering_machine'
  | 'canceled'
  | 'carrier_refused'
  | 'carrier_unreachable'
  | 'unconfirmed'
  | 'not_placed'
  | 'missed'
  | 'opted_out'
  | 'outside_calling_hours'
  | 'plan_required'
  | 'operator_without_phone';

/** Nobody was reached, so ringing again later is worth it. */
const RETRYABLE: ReadonlySet<FailureReason> = new Set([
  'operator_busy',
  'operator_no_answer',
  'operator_declined',
  'attendee_busy',
  'attendee_no_answer',
  'answering_machine',
]);

export interface RetryPolicy {
  retryCount: number;
  retrySpacingSeconds: number;
}

/**
 * When to ring again after a failed attempt, or null.
 * @param attempts attempts that reached the carrier so far, this one included
 */
export function nextAttemptAt(
  reason: FailureReason,
  attempts: number,
  policy: RetryPolicy,
  endedAt: Date,
): Date | null {
  if (!RETRYABLE.has(reason) || attempts > policy.retryCount) return null;
  return new Date(endedAt.getTime() + policy.retrySpacingSeconds * 1000);
}

/** What happened, in words for a person. */
export const failureText: Record<FailureReason, string> = {
  operator_busy: 'The operator’s line was busy.',
  operator_no_answer: 'The operator did not answer.',
  operator_declined: 'The operator did not accept the call.',
  operator_failed: 'The operator’s telephone could not be reached.',
  attendee_busy: 'The attendee’s line was busy.',
  attendee_no_answer: 'The attendee did not answer.',
  attendee_failed: 'The attendee’s number could not be reached.',
  attendee_hung_up: 'The attendee hung up before the call was connected.',
  answering_machine: 'An answering machine took the call.',
  canceled: 'The call was ended before the attendee answered.',
  carrier_refused: 'The carrier refused the call.',
  carrier_unreachable: 'The carrier could not be reached in time.',
  unconfirmed: 'The carrier never confirmed whether the call was placed, so it was not placed again.',
  not_placed: 'The carrier never received the order.',
  missed: 'The start time passed by more than the grace period before the call could be placed.',
  opted_out: 'The number is on the opt-out list.',
  outside_calling_hours: 'It was outside the calling hours where the attendee is.',
  plan_required: 'The plan no longer includes scheduled calls.',
  operator_without_phone: 'The operator has no telephone number.',
};
