import type { Clock } from '@/lib/core/clock';
import type { Kv } from '@/lib/kv/port';
import { calendarUnavailable } from './faults';

/** A request was sent and may have been carried out: look it up before it is sent again. */
export class UncertainOutcome extends Error {
  constructor(why: 'timeout' | 'server_error') {
    super(`The provider may or may not have carried this out (${why}).`);
    this.name = 'UncertainOutcome';
  }
}

/** Requests that all instances together may send for one credential. */
interface RequestBudget {
  /** Names the credential without revealing it, e.g. a digest. */
  bucket: string;
  limit: number;
  windowSeconds: number;
}

export interface ProviderRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Relative to the base, or an absolute address below it (a next page). */
  path: string;
  query?: Record<string, string | undefined>;
  headers?: Record<string, string>;
  json?: unknown;
  form?: Record<string, string>;
  /** May be sent again after a failure: reads, deletes, and writes that name their own id. */
  repeatable: boolean;
  /** How long one try may take; 15 s unless told. */
  timeoutMs?: number;
  /** How often it is tried at most; 3 times unless told. */
  tries?: number;
  budget?: RequestBudget;
}

export interface ProviderAnswer {
  status: number;
  headers: Headers;
  /** Parsed JSON, or undefined when the body is empty or something else. */
  body: unknown;
}

export interface ProviderHttp {
  /**
   * Sends a request and returns whatever the provider answered below 500, 429 apart.
   * @throws AppError `provider_unavailable` when nothing was carried out; UncertainOutcome when that is not known
   */
  send(request: ProviderRequest): Promise<ProviderAnswer>;
}

interface ProviderHttpOptions {
  /** Names the provider's circuit, e.g. `calcom`. */
  name: string;
  baseUrl: string;
  kv: Kv;
  clock: Clock;
  fetch?: typeof fetch;
}

const TIMEOUT_MS = 15_000;
const MAX_TRIES = 3;
const FIRST_PAUSE_MS = 400;
/** A provider that asks for longer is not waited for. */
const MAX_PAUSE_MS = 5_000;
const FAILURES_TO_OPEN = 8;
const FAILURE_WINDOW_SECONDS = 30;
const OPEN_SECONDS = 20;
const USER_AGENT = 'Slotline/1.0';

/** HTTP to one provider: time-out, at most three tries with backoff and jitter, shared budget, and a circuit. */
export function createProviderHttp(options: ProviderHttpOptions): ProviderHttp {
  const { kv, clock } = options;
  const doFetch = options.fetch ?? fetch;
  const openKey = `circuit:${options.name}:open`;
  const failuresKey = `circuit:${options.name}:failures`;

  async function once(request: ProviderRequest): Promise<ProviderAnswer | Failure> {
    let response: Response;
    let text: string;
    try {
      response = await doFetch(addressOf(options.baseUrl, request), {
        method: request.method,
        headers: headersOf(request),
        body: bodyOf(request),
        redirect: 'manual',
        cache: 'no-store',
        signal: AbortSignal.timeout(request.timeoutMs ?? TIMEOUT_MS),
      });
      text = await response.text();
    } catch (error) {
      return { failed: neverSent(error) ? 'down' : 'timeout', waitMs: null };
    }
    if (response.status === 429) return { failed: 'rate', waitMs: waitOf(response) };
    if (response.status >= 500) return { failed: 'server_error', waitMs: waitOf(response) };
    return { status: response.status, headers: response.headers, body: parse(text) };
  }

  async function noteFailure(): Promise<void> {
    const failures = await kv.increment(failuresKey, FAILURE_WINDOW_SECONDS);
    if (failures >= FAILURES_TO_OPEN) await kv.set(openKey, true, OPEN_SECONDS);
  }

  return {
    async send(request) {
      if ((await kv.get(openKey)) !== null) throw calendarUnavailable('circuit_open', OPEN_SECONDS);
      for (let attempt = 1; ; attempt += 1) {
        if (request.budget) {
          const { bucket, limit, windowSeconds } = request.budget;
          const taken = await kv.take(`budget:${options.name}:${bucket}`, limit, windowSeconds, clock.now());
          if (!taken.allowed) throw calendarUnavailable('rate', taken.retryAfterSeconds);
        }
        const answer = await once(request);
        if (!('failed' in answer)) return answer;
        if (answer.failed !== 'rate') await noteFailure();
        const carriedOut = answer.failed === 'timeout' || answer.failed === 'server_error';
        if (carriedOut && !request.repeatable)
          throw new UncertainOutcome(answer.failed === 'timeout' ? 'timeout' : 'server_error');
        const pause = answer.waitMs ?? FIRST_PAUSE_MS * 2 ** (attempt - 1) * jitter(clock);
        if (attempt >= (request.tries ?? MAX_TRIES) || pause > MAX_PAUSE_MS)
          throw calendarUnavailable(reasonOf(answer.failed), Math.ceil((answer.waitMs ?? 30_000) / 1000));
        await clock.sleepUntil(new Date(clock.now().getTime() + pause));
      }
    },
  };
}

interface Failure {
  failed: 'down' | 'timeout' | 'rate' | 'server_error';
  /** As the provider asked, or null. */
  waitMs: number | null;
}

function reasonOf(failed: Failure['failed']): 'timeout' | 'rate' | 'down' {
  return failed === 'server_error' ? 'down' : failed;
}

/** Between 0.5 and 1.5, from the clock's fraction: instances that failed together do not return together. */
function jitter(clock: Clock): number {
  return 0.5 + (clock.elapsed() % 1);
}

function addressOf(baseUrl: string, { path, query }: ProviderRequest): string {
  const base = baseUrl.replace(/\/+$/, '');
  const url = new URL(/^https?:/.test(path) ? path : `${base}${path}`);
  if (url.origin !== new URL(base).origin) throw calendarUnavailable('down');
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

function headersOf({ headers, json, form }: ProviderRequest): Record<string, string> {
  return {
    accept: 'application/json',
    'user-agent': USER_AGENT,
    ...(json === undefined ? {} : { 'content-type': 'application/json' }),
    ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
    ...headers,
  };
}

function bodyOf({ json, form }: ProviderRequest): string | undefined {
  if (json !== undefined) return JSON.stringify(json);
  return form === undefined ? undefined : new URLSearchParams(form).toString();
}

/** Connection refused and unknown host: not a byte of the request has left. */
function neverSent(error: unknown): boolean {
  const code = (error as { cause?: { code?: string } })?.cause?.code;
  return code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'UND_ERR_CONNECT_TIMEOUT';
}

/** `Retry-After` in seconds, or the seconds left of the providers' own reset headers. */
function waitOf(response: Response): number | null {
  for (const name of ['retry-after', 'x-ratelimit-reset', 'x-ratelimit-reset-default']) {
    const seconds = Number(response.headers.get(name) ?? Number.NaN);
    if (Number.isFinite(seconds)) return seconds * 1000;
  }
  return null;
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
