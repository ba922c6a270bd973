import type { CallbackTarget } from './instruction';
import type { Scope } from './scope';
import type { FormFields } from './signature';
import { sendWebhook, WebhookError } from './webhook-request';
import type { World } from './world';

/** A report to the customer. */
interface Callback {
  readonly kind: 'status' | 'recording' | 'transcription' | 'message' | 'amd';
  /** The call or message it tells of; reports of one subject leave in order. */
  readonly sid: string;
  readonly number: string | null;
  /** What it tells, for the ledger and for faults: `ringing`, `completed`, … */
  readonly label: string;
  readonly target: Pick<CallbackTarget, 'url' | 'method'>;
  readonly fields: FormFields;
  /** Sent in place of a form. */
  readonly json?: string;
}

const RETRY_WAITS_MS = [250, 1_000];
const REORDER_HOLD_MS = 1_000;

async function attempt(world: World, scope: Scope, callback: Callback): Promise<number | string> {
  const { url, method } = callback.target;
  try {
    const { fields, json } = callback;
    return (await sendWebhook(scope, world.settings.signingKey, method, url, fields, json)).status;
  } catch (error) {
    if (error instanceof WebhookError) return error.code;
    throw error;
  }
}

// The customer's own "no" (4xx) is an answer; silence and 5xx are tried at most twice more.
const isWorthRetrying = (result: number | string) => typeof result === 'string' || result >= 500;

async function deliver(world: World, scope: Scope, callback: Callback, note: string): Promise<void> {
  const results: (number | string)[] = [];
  for (let tries = 0; ; tries += 1) {
    const result = await attempt(world, scope, callback);
    results.push(result);
    const wait = RETRY_WAITS_MS[tries];
    if (!isWorthRetrying(result) || wait === undefined) break;
    await scope.sleep(wait);
  }
  const last = results.at(-1);
  record(world, callback, note, typeof last === 'number' && last < 300 ? 'delivered' : 'failed', results.join(','));
}

function record(world: World, callback: Callback, note: string, outcome: string, responses: string): void {
  const sequence = callback.fields.find(([name]) => name === 'SequenceNumber')?.[1] ?? null;
  world.ledger.append('callback', callback.sid, {
    kind: callback.kind,
    label: callback.label,
    url: callback.target.url,
    sequence: sequence === null ? null : Number(sequence),
    outcome,
    responses,
    note,
  });
}

function chain(world: World, sid: string, step: () => Promise<void>): void {
  const scope = world.scope;
  const tail = (world.callbackTails.get(sid) ?? Promise.resolve()).then(step).catch((error: unknown) => {
    if (!scope.isInterrupted) console.error('carrier: a callback could not be sent', error);
  });
  world.callbackTails.set(sid, tail);
  void tail.then(() => {
    if (world.callbackTails.get(sid) === tail) world.callbackTails.delete(sid);
  });
}

/** Puts a report on its way: in the order of its subject, signed, tried up to three times, spoilt by faults. */
export function sendCallback(world: World, callback: Callback): void {
  const scope = world.scope;
  const faults = world.faults.onCallback(callback.label, callback.number);
  const fault = (kind: string) => faults.find((rule) => rule.kind === kind);
  for (const rule of faults) world.ledger.append('fault', callback.sid, { kind: rule.kind, on: callback.label });
  if (fault('callback-lost')) {
    record(world, callback, 'lost', 'lost', '');
    return;
  }
  const delay = fault('callback-delay');
  const reorder = fault('callback-reorder');
  const aside = delay?.delayMs ?? (delay ? 1_000 : (reorder?.delayMs ?? REORDER_HOLD_MS));
  if (delay || reorder) {
    const note = delay ? 'delayed' : 'reordered';
    world.errand(async () => {
      await scope.sleep(aside);
      await deliver(world, scope, callback, note);
    });
  } else {
    chain(world, callback.sid, () => deliver(world, scope, callback, ''));
  }
  const duplicate = fault('callback-duplicate');
  if (duplicate) {
    world.errand(async () => {
      await scope.sleep(duplicate.delayMs ?? 50);
      await deliver(world, scope, callback, 'duplicate');
    });
  }
}
