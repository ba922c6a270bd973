import type { OrderAnswer } from '@/lib/calls/carrier';
import type { SchedulerContext } from '@/lib/calls/scheduler/scheduler-context';
import { statusUrl, voiceUrl } from '@/lib/calls/voice/callback-urls';
import type { ClaimedCall } from './claim-due';
import { type AnsweredOrder, recordAnswers } from './record-answers';

/** Concurrent orders per run. */
const IN_FLIGHT = 64;
/** Answers written together. */
const FLUSH_AT = 200;
const RING_SECONDS = 40;
/** The carrier was so slow that the intent is too old to order safely. */
const OVERDUE: OrderAnswer = { kind: 'not-taken', retryAfterSeconds: 1, why: 'rate' };

/** Orders by their result. */
interface PlacementCounts {
  ordered: number;
  refused: number;
  unknown: number;
  released: number;
}

/**
 * Orders the claimed calls from the carrier, each once, and records the answers in batches. When the carrier is down or
 * rejects orders, the remaining calls are released unsent and claimed later.
 */
export async function placeCalls(context: SchedulerContext, claimed: ClaimedCall[]): Promise<PlacementCounts> {
  const counts: PlacementCounts = { ordered: 0, refused: 0, unknown: 0, released: 0 };
  const queue = [...claimed];
  const answered: AnsweredOrder[] = [];
  let halted: OrderAnswer | null = null;
  let recording: Promise<void> = Promise.resolve();

  const flush = () => {
    const answers = answered.splice(0);
    // Answers that could not be recorded are found in the carrier's list; the next ones are recorded all the same.
    recording = recording
      .then(() => recordAnswers(context, answers))
      .catch((error: unknown) => context.logger.error('answers not recorded', { answers: answers.length }, error));
  };
  const worker = async () => {
    for (let call = queue.shift(); call; call = queue.shift()) {
      const orderedAt = context.clock.now();
      const answer =
        halted ?? (orderedAt < call.orderBy ? await context.carrier.order(orderRequest(context, call)) : OVERDUE);
      if ((answer.kind === 'not-taken' && answer !== OVERDUE) || answer.kind === 'account-refused') halted = answer;
      count(counts, answer);
      answered.push({ call, orderedAt, answer });
      if (answered.length >= FLUSH_AT) flush();
    }
    // One hanging order must not delay recording the other answers.
    flush();
  };
  await Promise.all(Array.from({ length: Math.min(IN_FLIGHT, claimed.length) }, worker));
  await recording;
  return counts;
}

function orderRequest(context: SchedulerContext, call: ClaimedCall) {
  const operatorFirst = call.callOrder === 'operator_first';
  return {
    to: call.to,
    from: call.from,
    documentUrl: voiceUrl(context.appUrl, call.callId, 'start'),
    statusCallbackUrl: statusUrl(context.appUrl, call.callId, operatorFirst ? 'operator' : 'attendee'),
    ringSeconds: RING_SECONDS,
    detectMachine: !operatorFirst,
    orderBy: call.orderBy,
  };
}

function count(counts: PlacementCounts, answer: OrderAnswer): void {
  if (answer.kind === 'accepted') counts.ordered += 1;
  else if (answer.kind === 'refused') counts.refused += 1;
  else if (answer.kind === 'unknown') counts.unknown += 1;
  else counts.released += 1;
}
