import type { LedgerEvent } from './ledger';
import type { LegStatus } from './leg';
import type { World } from './world';

interface Moment {
  readonly seq: number;
  readonly at: number;
  readonly monotonicMs: number;
}

interface VerbRun extends Moment {
  readonly verb: string;
  readonly text: string;
  readonly run: number;
  /** null while it runs. */
  endedMonotonicMs: number | null;
  endedSeq: number | null;
  /** False when it was cut short. */
  finished: boolean;
}

interface RecordingTruth extends Moment {
  readonly recordingSid: string;
  readonly source: string;
  readonly bridgedWith: string | null;
  stoppedMonotonicMs: number | null;
}

interface CallbackTruth extends Moment {
  readonly kind: string;
  readonly label: string;
  readonly sequence: number | null;
  readonly outcome: string;
  readonly responses: string;
  readonly note: string;
}

/** What really happened to one call. Times: `at` wall clock, `monotonicMs` monotonic, both in milliseconds. */
export interface CallTruth {
  readonly callSid: string;
  readonly parentCallSid: string | null;
  readonly direction: 'outbound-api' | 'outbound-dial';
  readonly to: string;
  readonly from: string;
  readonly url: string | null;
  readonly orderedAt: number;
  readonly status: LegStatus;
  readonly hangupBy: string | null;
  dialStarted: Moment | null;
  readonly states: (Moment & { readonly status: string })[];
  readonly verbs: VerbRun[];
  readonly recordings: RecordingTruth[];
  readonly callbacks: CallbackTruth[];
  readonly instructionErrors: string[];
}

const moment = ({ seq, at, monotonicMs }: LedgerEvent): Moment => ({ seq, at, monotonicMs });
const text = (value: unknown) => (value === null || value === undefined ? '' : String(value));
const numberOrNull = (value: unknown) => (typeof value === 'number' ? value : null);

function apply(call: CallTruth, event: LedgerEvent): void {
  const { detail } = event;
  switch (event.type) {
    case 'dial-started':
      call.dialStarted = moment(event);
      break;
    case 'state':
      call.states.push({ ...moment(event), status: text(detail.status) });
      break;
    case 'verb-started':
      call.verbs.push({
        ...moment(event),
        verb: text(detail.verb),
        text: text(detail.text),
        run: Number(detail.run),
        endedMonotonicMs: null,
        endedSeq: null,
        finished: false,
      });
      break;
    case 'verb-ended': {
      const run = call.verbs.find((verb) => verb.run === detail.run);
      if (!run) break;
      run.endedMonotonicMs = event.monotonicMs;
      run.endedSeq = event.seq;
      run.finished = detail.finished === true;
      break;
    }
    case 'recording-started':
      call.recordings.push({
        ...moment(event),
        recordingSid: text(detail.recordingSid),
        source: text(detail.source),
        bridgedWith: detail.bridgedWith === null ? null : text(detail.bridgedWith),
        stoppedMonotonicMs: null,
      });
      break;
    case 'recording-stopped': {
      const recording = call.recordings.find((one) => one.recordingSid === detail.recordingSid);
      if (recording) recording.stoppedMonotonicMs = event.monotonicMs;
      break;
    }
    case 'callback':
      call.callbacks.push({
        ...moment(event),
        kind: text(detail.kind),
        label: text(detail.label),
        sequence: numberOrNull(detail.sequence),
        outcome: text(detail.outcome),
        responses: text(detail.responses),
        note: text(detail.note),
      });
      break;
    case 'instructions-failed':
      call.instructionErrors.push(text(detail.code));
      break;
    default:
      break;
  }
}

/** The calls ordered and dialled so far, each with its story; `to` narrows it to one number. */
export function callTruths(world: World, to: string | null = null): CallTruth[] {
  const calls = new Map<string, CallTruth>();
  for (const leg of world.legsInOrder) {
    if (to !== null && leg.order.to !== to) continue;
    calls.set(leg.sid, {
      callSid: leg.sid,
      parentCallSid: leg.order.parentSid,
      direction: leg.order.direction,
      to: leg.order.to,
      from: leg.order.from,
      url: leg.order.instruction?.url ?? null,
      orderedAt: leg.createdAt,
      status: leg.status,
      hangupBy: leg.hangupBy,
      dialStarted: null,
      states: [],
      verbs: [],
      recordings: [],
      callbacks: [],
      instructionErrors: [],
    });
  }
  for (const event of world.ledger.events) {
    const call = event.sid === null ? undefined : calls.get(event.sid);
    if (call) apply(call, event);
  }
  return [...calls.values()];
}
