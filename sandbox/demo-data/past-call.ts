import type { InferInsertModel } from 'drizzle-orm';
import type { FailureReason } from '@/lib/calls/rules';
import { checkGates } from '@/lib/calls/scheduler/gates';
import type { CallOutcome } from '@/lib/contracts/calls';
import type { Actor } from '@/lib/core/context';
import type { bookingHistory, bookings } from '@/lib/db/schema/bookings';
import type { CallStatus, callConfirmations, callLegs, calls } from '@/lib/db/schema/calls';
import { demoDice, demoId, demoSid } from './demo-ids';
import { demoPrompts } from './demo-organizations';

export type BookingRow = InferInsertModel<typeof bookings>;

/** Rows that tell how one call went. */
interface PastCall {
  call: InferInsertModel<typeof calls>;
  legs: InferInsertModel<typeof callLegs>[];
  confirmations: InferInsertModel<typeof callConfirmations>[];
  end: InferInsertModel<typeof bookingHistory>;
}

interface PastCallInput {
  booking: BookingRow;
  /** Null: the attendee was connected. */
  failure: FailureReason | null;
  organization: { plan: 'free' | 'pro' | 'business' | 'enterprise'; addOns: string[]; flags: string[] };
  operatorPhone: string;
  fromPhone: string;
}

/** What calls came to, and what the operator noted. */
const OUTCOMES: readonly [CallOutcome, string][] = [
  ['connected_interested', 'Budget and date are clear; sending the proposal.'],
  ['meeting_booked', 'Second meeting with the finance lead on Thursday.'],
  ['callback_requested', 'Wants to talk to the team first, call again next week.'],
  ['connected_interested', 'Asked for the security paper.'],
  ['connected_not_interested', 'Stays with the present tool for this year.'],
];
const carrierActor: Actor = { kind: 'provider', name: 'signalwire' };

const after = (from: Date, ms: number) => new Date(from.getTime() + ms);

/** The one call of a booking that is over, with times that follow from each other. */
export function pastCall(input: PastCallInput): PastCall {
  const { booking, failure } = input;
  const label = `call of ${booking.id}`;
  const dice = demoDice(label);
  const id = demoId('call', label);
  const dueAt = booking.dueAt;
  const orderedAt = after(dueAt, 9 + dice(45));
  const acceptedAt = failure?.startsWith('operator_') ? null : after(orderedAt, 5_000 + dice(9_000));
  const answeredAt = failure === null && acceptedAt ? after(acceptedAt, 4_000 + dice(14_000)) : null;
  const bridgedAt = answeredAt && after(answeredAt, 2_600);
  const talkSeconds = bridgedAt ? 90 + dice(booking.durationMinutes * 45) : null;
  const endedAt = bridgedAt ? after(bridgedAt, (talkSeconds ?? 0) * 1000) : after(acceptedAt ?? orderedAt, 31_000);
  const declared = bridgedAt ? OUTCOMES[dice(OUTCOMES.length)] : undefined;
  const { answers } = checkGates({
    at: dueAt,
    dueAt,
    graceMinutes: 10,
    entitlements: input.organization,
    operatorPhone: input.operatorPhone,
    attendeePhone: booking.attendeePhone ?? '',
    statedZone: booking.attendeeTimezone ?? null,
    callingHours: { enabled: false, start: '08:00', end: '21:00', days: [1, 2, 3, 4, 5, 6, 7] },
    optedOut: false,
  });
  const owner = { organizationId: booking.organizationId, createdAt: orderedAt, updatedAt: endedAt };

  const leg = (party: 'operator' | 'attendee', status: CallStatus, from: Date, picked: Date | null) => ({
    ...owner,
    id: demoId('callLeg', `${label} ${party}`),
    callId: id,
    party,
    carrierSid: demoSid(`${label} ${party}`),
    status,
    sequence: 3,
    ringingAt: after(from, 400),
    answeredAt: picked,
    endedAt,
    durationSeconds: picked ? Math.round((endedAt.getTime() - picked.getTime()) / 1000) : 0,
    createdAt: from,
  });
  const operatorLeg = leg('operator', acceptedAt ? 'completed' : statusOf(failure), orderedAt, acceptedAt);
  const attendeeLeg = acceptedAt
    ? leg('attendee', answeredAt ? 'completed' : statusOf(failure), acceptedAt, answeredAt)
    : null;

  return {
    call: {
      ...owner,
      id,
      bookingId: booking.id,
      attempt: 1,
      status: acceptedAt ? 'completed' : statusOf(failure),
      failureReason: failure,
      callOrder: 'operator_first',
      operatorPhone: input.operatorPhone,
      attendeePhone: booking.attendeePhone ?? '',
      fromPhone: input.fromPhone,
      // No sound exists of a call that never was.
      voice: { record: false, transcribe: false, translate: false, survey: false, qa: false },
      gates: answers,
      carrierSid: operatorLeg.carrierSid,
      dueAt,
      intentAt: after(dueAt, 4),
      orderedAt,
      latenessMs: orderedAt.getTime() - dueAt.getTime(),
      operatorAcceptedAt: acceptedAt,
      attendeeAnsweredAt: answeredAt,
      disclosedAt: bridgedAt,
      bridgedAt,
      endedAt,
      talkSeconds,
      answeredBy: answeredAt ? 'human' : null,
      outcome: declared?.[0] ?? null,
      outcomeNote: declared?.[1] ?? null,
      outcomeBy: declared ? booking.userId : null,
      outcomeAt: declared ? after(endedAt, 20_000 + dice(60_000)) : null,
    },
    legs: attendeeLeg ? [operatorLeg, attendeeLeg] : [operatorLeg],
    confirmations: bridgedAt ? ticked(booking, id, bridgedAt, dice) : [],
    end: {
      id: demoId('history', `${label} end`),
      organizationId: booking.organizationId,
      bookingId: booking.id,
      at: endedAt,
      kind: failure ? 'failed' : 'completed',
      actor: carrierActor,
      detail: { call_id: id, attempt: 1, ...(failure ? { reason: failure } : {}) },
    },
  };
}

function statusOf(failure: FailureReason | null): CallStatus {
  if (failure?.endsWith('_busy')) return 'busy';
  if (failure?.endsWith('_no_answer')) return 'no-answer';
  return failure === 'answering_machine' || failure === null ? 'completed' : 'failed';
}

function ticked(booking: BookingRow, callId: string, from: Date, dice: (below: number) => number) {
  const { userId } = booking;
  if (!userId) return [];
  return demoPrompts
    .filter(({ required }) => required || dice(3) > 0)
    .map(({ key, text }, at) => ({
      id: demoId('history', `${callId} ${key}`),
      organizationId: booking.organizationId,
      callId,
      promptKey: key,
      promptText: text,
      confirmedBy: userId,
      confirmedAt: after(from, 8_000 * (at + 1)),
    }));
}
