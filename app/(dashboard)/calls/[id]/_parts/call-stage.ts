import type { CallDetails } from '@/lib/contracts/calls';

/** Where a call stands, for people. */
export interface CallStage {
  headline: string;
  /** What to do, or what it means. */
  detail: string | null;
  /** Since when, to count from; null where time does not matter. */
  since: string | null;
  kind: 'waiting' | 'talking' | 'over' | 'failed';
}

export type StagedCall = Pick<
  CallDetails,
  | 'status'
  | 'live'
  | 'call_order'
  | 'operator_accepted_at'
  | 'attendee_answered_at'
  | 'disclosed_at'
  | 'bridged_at'
  | 'failure_text'
  | 'ordered_at'
> & { legs: Pick<CallDetails['legs'][number], 'party' | 'answered_at' | 'ringing_at' | 'ended_at'>[] };

/** Where a call stands, by what is known of it so far. */
export function stageOf(call: StagedCall): CallStage {
  if (!call.live) return endedStage(call);
  if (call.bridged_at) return { headline: 'They are talking', detail: null, since: call.bridged_at, kind: 'talking' };
  const waiting = (headline: string, detail: string | null, since: string | null = null): CallStage => ({
    headline,
    detail,
    since,
    kind: 'waiting',
  });
  if (call.status === 'ordering') return waiting('The call is being ordered', null);
  if (call.status === 'unknown')
    return waiting(
      'The carrier has not confirmed the order',
      'It may have taken it. Until that is certain, nobody is dialled again.',
      call.ordered_at,
    );
  if (call.status === 'queued') return waiting('The carrier has the call', 'It rings in a moment.', call.ordered_at);
  return call.call_order === 'operator_first' ? operatorFirst(call, waiting) : attendeeFirst(call, waiting);
}

type Waiting = (headline: string, detail: string | null, since?: string | null) => CallStage;

function operatorFirst(call: StagedCall, waiting: Waiting): CallStage {
  if (call.attendee_answered_at) return heard(call, waiting);
  if (call.operator_accepted_at)
    return waiting('The attendee’s telephone rings', 'The operator hears it ring.', call.operator_accepted_at);
  const operator = call.legs.find(({ party }) => party === 'operator');
  if (operator?.answered_at)
    return waiting('The operator has answered', 'Press 1 on the telephone to connect.', operator.answered_at);
  return waiting(
    'The operator’s telephone rings',
    'Answer it, then press 1 to connect.',
    operator?.ringing_at ?? call.ordered_at,
  );
}

function attendeeFirst(call: StagedCall, waiting: Waiting): CallStage {
  const attendee = call.legs.find(({ party }) => party === 'attendee');
  if (!call.attendee_answered_at)
    return waiting('The attendee’s telephone rings', null, attendee?.ringing_at ?? call.ordered_at);
  if (!call.disclosed_at || call.operator_accepted_at) return heard(call, waiting);
  const operator = call.legs.find(({ party }) => party === 'operator');
  if (operator?.answered_at)
    return waiting('The operator has answered', 'Press 1 on the telephone to connect.', operator.answered_at);
  return waiting('The operator’s telephone rings', 'The attendee waits on the line.', call.disclosed_at);
}

function heard(call: StagedCall, waiting: Waiting): CallStage {
  return call.disclosed_at
    ? waiting('The two are being connected', null, call.disclosed_at)
    : waiting('The attendee hears the disclosure', 'Then the two are connected.', call.attendee_answered_at);
}

function endedStage(call: StagedCall): CallStage {
  if (call.bridged_at) return { headline: 'The call is over', detail: null, since: null, kind: 'over' };
  return { headline: 'The call did not come about', detail: call.failure_text, since: null, kind: 'failed' };
}
