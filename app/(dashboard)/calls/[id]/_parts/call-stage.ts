import type { CallDetails } from '@/lib/contracts/calls';

/** The state of a call, for people. */
export interface CallStage {
  headline: string;
  /** What to do, or what it means. */
  detail: string | null;
  /** Since when, to count from; null where time does not matter. */
  since: string | null;
  kind: 'waiting' | 'talking' | 'over' | 'failed';
}

type StagedLeg = Pick<CallDetails['legs'][number], 'party' | 'status' | 'answered_at' | 'ringing_at' | 'ended_at'>;

export type StagedCall = Pick<
  CallDetails,
  | 'status'
  | 'live'
  | 'call_order'
  | 'attendee_name'
  | 'operator_name'
  | 'operator_accepted_at'
  | 'attendee_answered_at'
  | 'disclosed_at'
  | 'bridged_at'
  | 'failure_text'
  | 'ordered_at'
> & { legs: StagedLeg[] };

/** The state of a call by what is known so far. @param isOwn the person who looks is its operator */
export function stageOf(call: StagedCall, isOwn: boolean): CallStage {
  if (!call.live) return endedStage(call);
  if (call.bridged_at) return { headline: 'Connected', detail: null, since: call.bridged_at, kind: 'talking' };
  const unreached = unreachedStage(call, isOwn);
  if (unreached) return unreached;
  if (call.status === 'ordering') return waiting('Placing the call', null);
  if (call.status === 'unknown')
    return waiting(
      'Waiting for the carrier to confirm',
      'It may have placed the call. We won’t dial again until we know.',
      call.ordered_at,
    );
  if (call.status === 'queued') return waiting('Queued at the carrier', 'It rings in a moment.', call.ordered_at);
  return call.call_order === 'operator_first' ? operatorFirst(call, isOwn) : attendeeFirst(call, isOwn);
}

function waiting(headline: string, detail: string | null, since: string | null = null): CallStage {
  return { headline, detail, since, kind: 'waiting' };
}

const operatorOf = ({ operator_name }: StagedCall) => operator_name ?? 'the operator line';
const lastLeg = ({ legs }: StagedCall, party: StagedLeg['party']) => legs.findLast((leg) => leg.party === party);

/** A line that ended before anybody answered it: its leg says so before the carrier ends the call. */
function unreachedStage(call: StagedCall, isOwn: boolean): CallStage | null {
  for (const party of ['attendee', 'operator'] as const) {
    const leg = lastLeg(call, party);
    if (!leg?.ended_at || leg.answered_at) continue;
    const headline = unreachedText(
      leg.status,
      party === 'attendee' ? call.attendee_name : isOwn ? null : operatorOf(call),
    );
    if (headline) return { headline, detail: 'The call is ending.', since: null, kind: 'failed' };
  }
  return null;
}

/** @param name null: the person who looks */
function unreachedText(status: StagedLeg['status'], name: string | null): string | null {
  if (status === 'busy') return capitalized(`${name ? `${name}’s` : 'your'} line is busy`);
  if (status === 'no-answer') return capitalized(`${name ?? 'you'} didn’t answer`);
  return status === 'failed' ? `We couldn’t reach ${name ?? 'your phone'}` : null;
}

function operatorFirst(call: StagedCall, isOwn: boolean): CallStage {
  if (call.attendee_answered_at) return disclosing(call, isOwn);
  if (call.operator_accepted_at)
    return waiting(
      `Ringing ${call.attendee_name}…`,
      `${isOwn ? 'You' : capitalized(operatorOf(call))} can hear it ring.`,
      call.operator_accepted_at,
    );
  return operatorLine(call, isOwn, lastLeg(call, 'operator')?.ringing_at ?? call.ordered_at);
}

function attendeeFirst(call: StagedCall, isOwn: boolean): CallStage {
  if (!call.attendee_answered_at)
    return waiting(`Ringing ${call.attendee_name}…`, null, lastLeg(call, 'attendee')?.ringing_at ?? call.ordered_at);
  if (!call.disclosed_at || call.operator_accepted_at) return disclosing(call, isOwn);
  return operatorLine(call, isOwn, call.disclosed_at);
}

/** The operator's phone rings, or is answered and waits for the key. */
function operatorLine(call: StagedCall, isOwn: boolean, since: string | null): CallStage {
  const answeredAt = lastLeg(call, 'operator')?.answered_at;
  const name = capitalized(operatorOf(call));
  if (answeredAt)
    return isOwn
      ? waiting('Press 1 to connect', 'You’ve answered. Press 1 on your phone.', answeredAt)
      : waiting(`${name} answered`, 'Waiting for them to press 1.', answeredAt);
  const isHolding = call.call_order === 'attendee_first' ? `${call.attendee_name} is on the line. ` : '';
  return isOwn
    ? waiting('Your phone is ringing', `${isHolding}Answer and press 1 to connect.`, since)
    : waiting(`Ringing ${operatorOf(call)}…`, isHolding.trim() || 'They answer and press 1 to connect.', since);
}

function disclosing(call: StagedCall, isOwn: boolean): CallStage {
  return call.disclosed_at
    ? waiting(isOwn ? 'Connecting you' : 'Connecting', null, call.disclosed_at)
    : waiting(
        'Playing the recording notice',
        isOwn ? 'Then we connect you.' : 'Then we connect them.',
        call.attendee_answered_at,
      );
}

function endedStage(call: StagedCall): CallStage {
  if (call.bridged_at) return { headline: 'Call ended', detail: null, since: null, kind: 'over' };
  return { headline: 'The call didn’t connect', detail: call.failure_text, since: null, kind: 'failed' };
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
