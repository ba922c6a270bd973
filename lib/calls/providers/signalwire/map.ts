import type { CarrierCall, OrderAnswer } from '@/lib/calls/carrier';
import type { CallStatus } from '@/lib/db/schema/calls';
import { errorCodes, readJson, type WireCall, wireOrdered } from './wire';

const STATUSES: Readonly<Record<string, CallStatus>> = {
  queued: 'queued',
  initiated: 'queued',
  ringing: 'ringing',
  // The carrier reports an answer twice, once under each name.
  answered: 'in-progress',
  'in-progress': 'in-progress',
  completed: 'completed',
  busy: 'busy',
  'no-answer': 'no-answer',
  failed: 'failed',
  canceled: 'canceled',
};

/** The carrier's status as ours; null if unknown. */
export function callStatusOf(word: string): CallStatus | null {
  return STATUSES[word] ?? null;
}

/** The result of machine detection; a fax counts as a machine. */
export function answeredByOf(word: string | null | undefined): 'human' | 'machine' | null {
  if (!word) return null;
  if (word === 'human') return 'human';
  return word.startsWith('machine') || word === 'fax' ? 'machine' : null;
}

/** The instant of an RFC 2822 date, in whole seconds; null if absent or invalid. */
export function instantOf(date: string | null | undefined): Date | null {
  const at = date ? Date.parse(date) : Number.NaN;
  return Number.isNaN(at) ? null : new Date(at);
}

/** A whole number of seconds, or null. */
export function secondsOf(value: string | number | null | undefined): number | null {
  if (value === null || value === undefined || value === '') return null;
  const seconds = Math.round(Number(value));
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : null;
}

/** A call in the port's shape; null if its status or date is unknown. */
export function carrierCallOf(call: WireCall): CarrierCall | null {
  const status = callStatusOf(call.status);
  const createdAt = instantOf(call.date_created);
  if (!status || !createdAt) return null;
  return {
    sid: call.sid,
    to: call.to ?? '',
    from: call.from ?? '',
    status,
    createdAt,
    durationSeconds: secondsOf(call.duration),
    answeredBy: answeredByOf(call.answered_by),
    parentSid: call.parent_call_sid ?? null,
  };
}

/** The account takes no orders: balance, suspension, credentials. The booking is not at fault and may be tried again. */
const ACCOUNT_CODES = new Set(['30002', '4001', '20003']);
const ACCOUNT_STATUSES = new Set([401, 403, 404]);
const ACCOUNT_PAUSE_SECONDS = 60;
/** Someone must fix the numbers of the account: trial limits, or the caller's number. */
const ALARMS = new Set(['21219', '21210', '21212', '21213', '13222']);
const RATE_CODES = new Set(['20429']);
const QUEUE_FULL = '21611';
const DEFAULT_WAIT_SECONDS = 5;
const MAX_WAIT_SECONDS = 300;

/** The meaning of an answer to an order. Only proof of a refusal counts as one; the rest is `unknown`. */
export function orderAnswerOf(status: number, text: string, retryAfter: string | null): OrderAnswer {
  if (status >= 200 && status < 300) {
    const parsed = wireOrdered.safeParse(readJson(text));
    if (!parsed.success) return { kind: 'unknown', why: 'unreadable_answer' };
    return { kind: 'accepted', sid: parsed.data.sid, status: callStatusOf(parsed.data.status) ?? 'queued' };
  }
  if (status >= 500 || status === 408) return { kind: 'unknown', why: `http_${status}` };
  const codes = errorCodes(text);
  const retryAfterSeconds = waitSeconds(retryAfter);
  if (codes.includes(QUEUE_FULL)) return { kind: 'not-taken', retryAfterSeconds, why: 'queue-full' };
  if (status === 429 || codes.some((code) => RATE_CODES.has(code)))
    return { kind: 'not-taken', retryAfterSeconds, why: 'rate' };
  const account = codes.find((code) => ACCOUNT_CODES.has(code));
  if (account !== undefined || (ACCOUNT_STATUSES.has(status) && !codes.some((code) => ALARMS.has(code))))
    return {
      kind: 'account-refused',
      retryAfterSeconds: Math.max(ACCOUNT_PAUSE_SECONDS, retryAfterSeconds),
      carrierCode: account ?? codes[0] ?? `http_${status}`,
    };
  const alarming = codes.find((code) => ALARMS.has(code));
  return {
    kind: 'refused',
    carrierCode: alarming ?? codes[0] ?? `http_${status}`,
    alarm: alarming !== undefined || status !== 400,
  };
}

function waitSeconds(retryAfter: string | null): number {
  const seconds = Number(retryAfter);
  if (retryAfter === null || !Number.isFinite(seconds) || seconds < 0) return DEFAULT_WAIT_SECONDS;
  return Math.min(Math.max(1, Math.ceil(seconds)), MAX_WAIT_SECONDS);
}
