import { type FailureReason, failureText } from '@/lib/calls/rules';
import type { TimelineEntry } from '@/lib/contracts/bookings';
import type { callConfirmations, callLegs, calls, recordings, transcriptions } from '@/lib/db/schema/calls';
import { durationText } from '@/lib/time/duration-text';
import { type Names, personEntry } from './timeline-names';

type Call = typeof calls.$inferSelect;

/** What is known of the calls of one booking. */
export interface CallRecords {
  attempts: readonly Call[];
  legs: readonly (typeof callLegs.$inferSelect)[];
  confirmed: readonly (typeof callConfirmations.$inferSelect)[];
  recorded: readonly (typeof recordings.$inferSelect)[];
  transcribed: readonly (typeof transcriptions.$inferSelect)[];
}

const SCHEDULER: TimelineEntry['actor'] = { kind: 'scheduler', name: 'Scheduler' };
const CARRIER: TimelineEntry['actor'] = { kind: 'carrier', name: 'Carrier' };

type Evidence = Record<string, string | number | null>;

/** What the scheduler, the carrier and the operator did in the calls of a booking. */
export function callEntries(records: CallRecords, names: Names): TimelineEntry[] {
  return [
    ...records.attempts.flatMap((call) => attemptEntries(call, names)),
    ...records.legs.flatMap(legEntries),
    ...records.confirmed.flatMap((tick) =>
      entry(tick.id, 'confirmation.ticked', tick.confirmedAt, 'Confirmed', personEntry(tick.confirmedBy, names), tick, {
        Prompt: tick.promptText,
      }),
    ),
    ...records.recorded.flatMap((recording) => [
      ...entry(recording.id, 'recording.started', recording.startedAt, 'Recording started', CARRIER, recording, {
        'Carrier id': recording.carrierSid,
      }),
      ...entry(recording.id, 'recording.completed', recording.completedAt, 'Recording ready', CARRIER, recording, {
        Length: lengthText(recording.durationSeconds),
      }),
    ]),
    ...records.transcribed.flatMap((text) =>
      entry(text.id, 'transcription.received', text.receivedAt, 'Transcription received', CARRIER, text, {}),
    ),
  ];
}

function attemptEntries(call: Call, names: Names): TimelineEntry[] {
  const at = { callId: call.id };
  const gates = Object.fromEntries(
    call.gates.map(({ gate, passed, evidence }) => [
      gate.replaceAll('_', ' '),
      `${passed ? 'passed' : 'shut'}: ${evidence}`,
    ]),
  );
  const reason = call.failureReason && (failureText[call.failureReason as FailureReason] ?? call.failureReason);
  return [
    ...entry(call.id, 'call.claimed', call.intentAt, `Attempt ${call.attempt} taken up`, SCHEDULER, at, gates),
    ...entry(call.id, 'call.ordered', call.orderedAt, 'Call ordered', SCHEDULER, at, {
      'After its time': call.latenessMs === null ? null : `${call.latenessMs} ms`,
      'Carrier id': call.carrierSid,
    }),
    ...entry(call.id, 'call.operator_accepted', call.operatorAcceptedAt, 'Operator accepted', CARRIER, at, {}),
    ...entry(call.id, 'call.attendee_answered', call.attendeeAnsweredAt, 'Attendee answered', CARRIER, at, {
      'Answered by': call.answeredBy,
    }),
    ...entry(call.id, 'call.disclosed', call.disclosedAt, 'Disclosure heard', CARRIER, at, {}),
    ...entry(call.id, 'call.bridged', call.bridgedAt, 'Connected', CARRIER, at, {}),
    ...entry(call.id, 'call.ended', call.endedAt, `Call ended: ${call.status.replaceAll('-', ' ')}`, CARRIER, at, {
      Reason: reason,
      Talked: lengthText(call.talkSeconds),
      'Survey answer': call.surveyAnswer,
    }),
    ...(call.outcomeBy
      ? entry(
          call.id,
          'call.outcome_declared',
          call.outcomeAt,
          'Outcome declared',
          personEntry(call.outcomeBy, names),
          at,
          {
            Outcome: call.outcome,
            Note: call.outcomeNote,
          },
        )
      : []),
  ];
}

function legEntries(leg: CallRecords['legs'][number]): TimelineEntry[] {
  const who = leg.party === 'operator' ? 'Operator’s' : 'Attendee’s';
  return [
    ...entry(leg.id, 'leg.ringing', leg.ringingAt, `${who} telephone rings`, CARRIER, leg, {
      'Carrier id': leg.carrierSid,
    }),
    ...entry(leg.id, 'leg.answered', leg.answeredAt, `${who} telephone answered`, CARRIER, leg, {
      'Answered by': leg.answeredBy,
    }),
    ...entry(leg.id, 'leg.ended', leg.endedAt, `${who} line ended: ${leg.status.replaceAll('-', ' ')}`, CARRIER, leg, {
      'On the line': lengthText(leg.durationSeconds),
    }),
  ];
}

/** None where it has not happened (yet). */
function entry(
  id: string,
  kind: string,
  at: Date | null,
  summary: string,
  actor: TimelineEntry['actor'],
  { callId }: { callId: string },
  evidence: Evidence,
): TimelineEntry[] {
  if (!at) return [];
  return [
    {
      id: `${id}:${kind}`,
      at: at.toISOString(),
      kind,
      summary,
      actor,
      call_id: callId,
      evidence: Object.entries(evidence).flatMap(([label, value]) =>
        value === null ? [] : [{ label, value: String(value) }],
      ),
    },
  ];
}

function lengthText(seconds: number | null): string | null {
  return seconds === null ? null : durationText(seconds * 1000);
}
