import { type FailureReason, failureText, isTerminal } from '@/lib/calls/rules';
import type { Call } from '@/lib/contracts/calls';
import type { calls } from '@/lib/db/schema/calls';

type CallRow = typeof calls.$inferSelect;

/** A call with the names and recording that lists show. */
interface ListedCall {
  call: CallRow;
  bookingTitle: string;
  attendeeName: string;
  operatorName: string | null;
  operatorUserId: string | null;
  recordingId: string | null;
}

/** A call in the API's shape. */
export function toWire({ call, bookingTitle, attendeeName, operatorName, recordingId }: ListedCall): Call {
  const at = (instant: Date | null) => instant?.toISOString() ?? null;
  return {
    id: call.id,
    booking_id: call.bookingId,
    booking_title: bookingTitle,
    attendee_name: attendeeName,
    attendee_phone: call.attendeePhone,
    operator_name: operatorName,
    attempt: call.attempt,
    status: call.status,
    live: !isTerminal(call.status),
    failure_reason: call.failureReason,
    failure_text: call.failureReason && (failureText[call.failureReason as FailureReason] ?? call.failureReason),
    call_order: call.callOrder,
    due_at: call.dueAt.toISOString(),
    intent_at: call.intentAt.toISOString(),
    ordered_at: at(call.orderedAt),
    lateness_ms: call.latenessMs,
    operator_accepted_at: at(call.operatorAcceptedAt),
    attendee_answered_at: at(call.attendeeAnsweredAt),
    disclosed_at: at(call.disclosedAt),
    bridged_at: at(call.bridgedAt),
    ended_at: at(call.endedAt),
    talk_seconds: call.talkSeconds,
    answered_by: call.answeredBy === 'human' || call.answeredBy === 'machine' ? call.answeredBy : null,
    outcome: call.outcome as Call['outcome'],
    outcome_at: at(call.outcomeAt),
    recorded: recordingId !== null,
  };
}
