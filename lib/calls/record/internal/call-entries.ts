import { type FailureReason, failureText } from '@/lib/calls/rules';
import type { TimelineEntry } from '@/lib/contracts/bookings';
import type {
  CallStatus,
  callConfirmations,
  callLegs,
  calls,
  GateAnswer,
  recordings,
  transcriptions,
} from '@/lib/db/schema/calls';
import { durationText } from '@/lib/time/duration-text';
import type { Parties, PartyNames } from './parties';
import { type Names, personEntry } from './timeline-names';

type Call = typeof calls.$inferSelect;
type Leg = typeof callLegs.$inferSelect;

/** The records of the calls of one booking. */
interface CallRecords {
  attempts: readonly Call[];
  legs: readonly Leg[];
  confirmed: readonly (typeof callConfirmations.$inferSelect)[];
  recorded: readonly (typeof recordings.$inferSelect)[];
  transcribed: readonly (typeof transcriptions.$inferSelect)[];
}

const SCHEDULER: TimelineEntry['actor'] = { kind: 'scheduler', name: 'Scheduler' };
const CARRIER: TimelineEntry['actor'] = { kind: 'carrier', name: 'Carrier' };
const OUTCOME = 'call.outcome_declared';

interface Happening {
  /** The record that the entry comes from. */
  id: string;
  kind: string;
  /** Null: it has not happened. */
  at: Date | null;
  summary: string;
  actor?: TimelineEntry['actor'];
  evidence?: Record<string, string | null>;
}

/** What the scheduler, the carrier and the operator did in the calls of a booking, each event once. */
export function callEntries(records: CallRecords, names: Names, parties: Parties): TimelineEntry[] {
  return records.attempts.flatMap((call) => {
    const isOfCall = ({ callId }: { callId: string }) => callId === call.id;
    const legs = records.legs.filter(isOfCall);
    return [
      ...attemptHappenings(call, legs, names, parties),
      ...legs.flatMap((leg) => legHappenings(leg, call, parties[leg.party])),
      ...records.confirmed.filter(isOfCall).map(
        (tick): Happening => ({
          id: tick.id,
          kind: 'confirmation.ticked',
          at: tick.confirmedAt,
          summary: `Checked off “${tick.promptText}”`,
          actor: personEntry(tick.confirmedBy, names),
        }),
      ),
      ...records.recorded.filter(isOfCall).flatMap(({ id, startedAt, completedAt, durationSeconds }): Happening[] => [
        { id, kind: 'recording.started', at: startedAt, summary: 'Recording started' },
        {
          id,
          kind: 'recording.completed',
          at: completedAt,
          summary: 'Recording ready',
          evidence: { Length: lengthText(durationSeconds) },
        },
      ]),
      ...records.transcribed.filter(isOfCall).map(
        ({ id, receivedAt }): Happening => ({
          id,
          kind: 'transcription.received',
          at: receivedAt,
          summary: 'Transcript ready',
        }),
      ),
    ].flatMap((happening) => entryOf(call, happening));
  });
}

function attemptHappenings(call: Call, legs: readonly Leg[], names: Names, parties: Parties): Happening[] {
  const { id } = call;
  const { operator, attendee } = parties;
  const machine = call.answeredBy === 'machine';
  return [
    {
      id,
      kind: 'call.claimed',
      at: call.intentAt,
      summary: `Attempt ${call.attempt} started`,
      actor: SCHEDULER,
      evidence: gateEvidence(call.gates),
    },
    { id, kind: 'call.ordered', at: call.orderedAt, summary: placedText(call.latenessMs), actor: SCHEDULER },
    {
      id,
      kind: 'call.operator_accepted',
      at: call.operatorAcceptedAt,
      summary: `${operator.subject} pressed 1 to connect`,
    },
    {
      id,
      kind: 'call.attendee_answered',
      at: call.attendeeAnsweredAt,
      summary: machine ? `${attendee.possessive} voicemail answered` : `${attendee.subject} answered`,
    },
    { id, kind: 'call.disclosed', at: call.disclosedAt, summary: 'Recording notice played' },
    { id, kind: 'call.bridged', at: call.bridgedAt, summary: 'Connected' },
    {
      id,
      kind: 'call.ended',
      at: call.endedAt,
      summary: endText(call),
      evidence: {
        Reason: call.failureReason && (failureText[call.failureReason as FailureReason] ?? call.failureReason),
        ...Object.fromEntries(
          legs.map((leg) => [`${parties[leg.party].possessive} line`, lengthText(leg.durationSeconds)]),
        ),
        'Survey answer': call.surveyAnswer,
      },
    },
    {
      id,
      kind: OUTCOME,
      at: call.outcomeBy ? call.outcomeAt : null,
      summary: 'Outcome logged',
      actor: personEntry(call.outcomeBy ?? '', names),
      evidence: { Outcome: call.outcome, Note: call.outcomeNote },
    },
  ];
}

/** Leaves out what the attempt's own entries say: the attendee's answer and, once the call is over, the end of each line. */
function legHappenings({ id, party, ...leg }: Leg, call: Call, who: PartyNames): Happening[] {
  const isInCall = party === 'attendee' && call.attendeeAnsweredAt !== null;
  return [
    { id, kind: 'leg.ringing', at: leg.ringingAt, summary: `${who.possessive} phone rang` },
    { id, kind: 'leg.answered', at: isInCall ? null : leg.answeredAt, summary: `${who.subject} answered` },
    { id, kind: 'leg.ended', at: call.endedAt ? null : leg.endedAt, summary: lineEndText(leg.status, who) },
  ];
}

function lineEndText(status: CallStatus, who: PartyNames): string {
  switch (status) {
    case 'busy':
      return `${who.possessive} line was busy`;
    case 'no-answer':
      return `${who.subject} didn’t answer`;
    case 'failed':
      return `${who.possessive} phone couldn’t be reached`;
    case 'canceled':
      return `${who.possessive} phone stopped ringing`;
    default:
      return `${who.subject} hung up`;
  }
}

function placedText(latenessMs: number | null): string {
  if (latenessMs === null) return 'Call placed';
  if (latenessMs <= 0) return 'Call placed on schedule';
  return `Call placed, ${latenessMs < 1_000 ? `${latenessMs} ms` : durationText(latenessMs)} after schedule`;
}

function endText({ status, failureReason, talkSeconds }: Call): string {
  if (status === 'not-placed') return 'Call not placed';
  if (failureReason !== null) return 'Call not connected';
  return talkSeconds === null ? 'Call ended' : `Call ended after ${lengthText(talkSeconds)}`;
}

const GATE_NAME: Record<string, string> = {
  grace: 'Grace period',
  plan: 'Plan',
  opt_out: 'Do-not-call list',
  calling_hours: 'Calling hours',
  operator_phone: 'Operator phone',
};

/** The passed checks in one line, and each failed one by its name. */
function gateEvidence(gates: readonly GateAnswer[]): Record<string, string> {
  const failed = gates.filter(({ passed }) => !passed);
  const passed = gates.filter((gate) => gate.passed).map(({ evidence }) => evidence);
  return {
    ...Object.fromEntries(failed.map(({ gate, evidence }) => [`${GATE_NAME[gate] ?? gate} check failed`, evidence])),
    ...(passed.length > 0 ? { [failed.length > 0 ? 'Checks passed' : 'All checks passed']: passed.join(' · ') } : {}),
  };
}

function entryOf(call: Call, { id, kind, at, summary, actor = CARRIER, evidence = {} }: Happening): TimelineEntry[] {
  if (!at) return [];
  return [
    {
      id: `${id}:${kind}`,
      at: at.toISOString(),
      kind,
      summary,
      actor,
      call_id: call.id,
      since_attempt_ms: kind === OUTCOME ? null : Math.max(0, at.getTime() - call.intentAt.getTime()),
      evidence: Object.entries(evidence).flatMap(([label, value]) => (value === null ? [] : [{ label, value }])),
    },
  ];
}

function lengthText(seconds: number | null): string | null {
  return seconds === null ? null : durationText(seconds * 1000);
}
