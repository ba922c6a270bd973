import type { CallStatus } from '@/lib/db/schema/calls';

/** How far along a call is. A report of a lower rank than the known status changes nothing. */
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

/** Whether a report moves a call forward. Reports arrive repeatedly and in any order. */
export function movesForward(from: CallStatus, to: CallStatus): boolean {
  return RANK[to] > RANK[from];
}

/** Why an attempt didn't connect. Stored on the call and, after the last attempt, on the booking. */
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
  | 'operator_without_phone'
  | 'number_not_callable';

/** No one was reached, so another attempt may succeed. */
const RETRYABLE: ReadonlySet<FailureReason> = new Set([
  'operator_busy',
  'operator_no_answer',
  'operator_declined',
  'attendee_busy',
  'attendee_no_answer',
  'answering_machine',
]);

interface RetryPolicy {
  retryCount: number;
  retrySpacingSeconds: number;
}

/**
 * When to call again after a failed attempt; null for never.
 * @param attempts attempts that reached the carrier so far, including this one
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

/** The reasons as sentences for users. */
export const failureText: Record<FailureReason, string> = {
  operator_busy: 'The operator’s line was busy.',
  operator_no_answer: 'The operator didn’t answer.',
  operator_declined: 'The operator didn’t press 1 to accept the call.',
  operator_failed: 'The operator’s phone couldn’t be reached.',
  attendee_busy: 'The attendee’s line was busy.',
  attendee_no_answer: 'The attendee didn’t answer.',
  attendee_failed: 'The attendee’s number couldn’t be reached.',
  attendee_hung_up: 'The attendee hung up before the call was connected.',
  answering_machine: 'Voicemail answered the call.',
  canceled: 'The call was ended before the attendee answered.',
  carrier_refused: 'The carrier rejected the call.',
  carrier_unreachable: 'We couldn’t reach the carrier in time.',
  unconfirmed: 'The carrier never confirmed the call, so we didn’t place it again.',
  not_placed: 'The call never reached the carrier.',
  missed: 'The grace period passed before we could place the call.',
  opted_out: 'The number is on your do-not-call list.',
  outside_calling_hours: 'It was outside calling hours in the attendee’s time zone.',
  plan_required: 'Your plan doesn’t include scheduled calls.',
  operator_without_phone: 'The operator has no phone number.',
  number_not_callable: 'Numbers of this kind can’t be called.',
};
