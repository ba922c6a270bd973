import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ActiveFault } from './faults';
import type { Order, OrderOutcome } from './ledger';
import { type RestAnswer, usualError, writeAnswer } from './rest-answer';
import { field, type RestRequest } from './rest-request';
import { type Operation, route } from './rest-router';
import type { World } from './world';

const WINDOW_MS = 10_000;
const DEFAULT_SLOWNESS_MS = 3_000;

interface Exchange {
  readonly world: World;
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly order: Order | null;
}

function openOrder(world: World, { form }: RestRequest): Order {
  const url = field(form, 'Url');
  const urlParams = url && URL.canParse(url) ? Object.fromEntries(new URL(url).searchParams) : {};
  return world.ledger.openOrder({
    to: field(form, 'To'),
    from: field(form, 'From'),
    url,
    urlParams,
    statusCallback: field(form, 'StatusCallback'),
  });
}

function closeOrder(exchange: Exchange, outcome: OrderOutcome, answer: RestAnswer | null): void {
  const { order } = exchange;
  if (!order) return;
  order.outcome = outcome;
  order.httpStatus = answer?.status ?? null;
  order.errorCodes = answer?.errorCodes ?? [];
  order.answeredMonotonicMs = answer ? performance.now() : null;
}

/** Counts a write against the limit: the headers that tell of it, and whether it is over. */
function countWrite(world: World): { headers: Record<string, string>; isOver: boolean } {
  const limit = world.settings.writesPerTenSeconds;
  if (limit === null) return { headers: {}, isOver: false };
  const now = Date.now();
  const window = world.writeWindow;
  if (now - window.startedAt >= WINDOW_MS) {
    window.startedAt = now;
    window.used = 0;
  }
  window.used += 1;
  const resetSeconds = Math.ceil((window.startedAt + WINDOW_MS - now) / 1000);
  return {
    headers: {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - window.used)),
      'x-ratelimit-reset': String(resetSeconds),
    },
    isOver: window.used > limit,
  };
}

function tooMany(retryAfterSeconds: number): RestAnswer {
  return { ...usualError(429, 20429, 'Too many requests'), headers: { 'retry-after': String(retryAfterSeconds) } };
}

const fault = (faults: readonly ActiveFault[], kind: string) => faults.find((rule) => rule.kind === kind);
const slowness = (rule: ActiveFault | undefined) => (rule ? (rule.delayMs ?? DEFAULT_SLOWNESS_MS) : 0);

/** Answers for a fault that strikes before anything is done; null when nothing stands in the way. */
function refuseByFault(faults: readonly ActiveFault[]): RestAnswer | null {
  if (fault(faults, 'refuse-500')) return usualError(500, 20001, 'An unknown error occurred');
  const limited = fault(faults, 'refuse-429');
  return limited ? tooMany(limited.retryAfterSeconds ?? 1) : null;
}

/** Does the deed and sends the answer, unless a fault keeps it back though the deed is done. */
async function perform(exchange: Exchange, operation: Operation, faults: readonly ActiveFault[]): Promise<void> {
  const { world, message, response, order } = exchange;
  const answer = operation.run();
  const isDone = answer.status < 400;
  if (order) order.callSid = answer.callSid ?? null;
  answer.afterwards?.();
  if (fault(faults, 'accept-then-timeout')) {
    closeOrder(exchange, isDone ? 'accepted-but-unanswered' : 'refused', null);
    return;
  }
  if (fault(faults, 'accept-then-reset')) {
    closeOrder(exchange, isDone ? 'accepted-but-unanswered' : 'refused', null);
    message.socket.resetAndDestroy();
    return;
  }
  if (fault(faults, 'accept-then-500')) {
    const failure = usualError(500, 20001, 'An unknown error occurred');
    closeOrder(exchange, isDone ? 'accepted-but-answered-500' : 'refused', failure);
    writeAnswer(response, failure);
    return;
  }
  const delay = slowness(fault(faults, 'slow-after'));
  if (delay > 0) await world.scope.sleep(delay);
  // A customer that gave up waiting never learns what was accepted.
  if (response.destroyed) closeOrder(exchange, isDone ? 'accepted-but-unanswered' : 'refused', null);
  else closeOrder(exchange, isDone ? 'accepted' : 'refused', answer);
  writeAnswer(response, answer);
}

/** Handles one request of the API, faults included. */
export async function handleRest(
  world: World,
  message: IncomingMessage,
  response: ServerResponse,
  request: RestRequest,
): Promise<void> {
  const found = route(world, request);
  const isCreate = !('body' in found) && found.name === 'calls.create';
  const exchange: Exchange = { world, message, response, order: isCreate ? openOrder(world, request) : null };
  if ('body' in found) {
    writeAnswer(response, found);
    return;
  }
  const limits = found.isWrite ? countWrite(world) : { headers: {}, isOver: false };
  for (const [name, value] of Object.entries(limits.headers)) response.setHeader(name, value);
  const faults = world.faults.onRequest(found.name, field(request.form, 'To'));
  for (const rule of faults) world.ledger.append('fault', null, { kind: rule.kind, on: found.name });

  const delay = slowness(fault(faults, 'slow-before'));
  if (delay > 0) await world.scope.sleep(delay);
  if (fault(faults, 'reset-before')) {
    closeOrder(exchange, 'dropped-before-accepting', null);
    message.socket.resetAndDestroy();
    return;
  }
  const refusal = limits.isOver ? tooMany(1) : refuseByFault(faults);
  if (refusal) {
    closeOrder(exchange, 'refused', refusal);
    writeAnswer(response, refusal);
    return;
  }
  await perform(exchange, found, faults);
}
