import type { z } from 'zod';
import { CalendarFaultError } from '@/lib/calendars/faults';
import type { OpenConnection } from '@/lib/calendars/port';
import { createProviderHttp, type ProviderAnswer, type ProviderRequest } from '@/lib/calendars/provider-http';
import type { Clock } from '@/lib/core/clock';
import { AppError } from '@/lib/core/errors';
import type { Kv } from '@/lib/kv/port';
import { sha256 } from '@/lib/security/digest';
import { wireError, wireSuccess } from './wire';

export interface CalcomDeps {
  /** `apiUrl` without the version, e.g. `https://api.cal.com`. */
  config: { apiUrl: string; apiKey?: string | undefined; webhookSecret?: string | undefined };
  kv: Kv;
  clock: Clock;
  fetch?: typeof fetch;
}

/** Cal.com dates its API per group of addresses; a wrong or missing date silently means an old one. */
const VERSIONS = { bookings: '2026-02-25', slots: '2024-09-04', eventTypes: '2024-06-14' } as const;

export interface CalcomRequest
  extends Pick<ProviderRequest, 'method' | 'query' | 'json' | 'repeatable' | 'timeoutMs' | 'tries'> {
  /** Below `/v2`. */
  path: string;
  version?: keyof typeof VERSIONS;
}

/** `data` of a success, or what was wrong. `message` is for recognizing errors: it may name people or bookings. */
export type CalcomAnswer =
  | { ok: true; data: unknown }
  | { ok: false; status: number; message: string; properties: string[] };

export interface CalcomClient {
  /** @throws AppError `provider_unavailable`, UncertainOutcome, CalendarFaultError `grant_expired` */
  ask(apiKey: string, request: CalcomRequest): Promise<CalcomAnswer>;
}

/** At most 110 requests in any minute and key (a full bucket, and what flows in), of the 120 that Cal.com allows. */
const BUDGET = { limit: 50, windowSeconds: 50 };
/** A bucket that has one again so soon is waited for. */
const SHORT_WAIT_SECONDS = 2;
const MAX_WAITS = 5;

/** Talks to Cal.com v2 with an API key. */
export function createCalcomClient({ config, kv, clock, fetch }: CalcomDeps): CalcomClient {
  const baseUrl = `${config.apiUrl.replace(/\/+$/, '')}/v2`;
  const http = createProviderHttp({ name: 'calcom', baseUrl, kv, clock, ...(fetch ? { fetch } : {}) });

  async function send(request: ProviderRequest): Promise<ProviderAnswer> {
    for (let waits = 0; ; waits += 1) {
      try {
        return await http.send(request);
      } catch (error) {
        const seconds = shortWaitOf(error);
        if (seconds === null || waits === MAX_WAITS) throw error;
        await clock.sleepUntil(new Date(clock.now().getTime() + seconds * 1000));
      }
    }
  }

  return {
    async ask(apiKey, { version, ...request }) {
      const answer = await send({
        ...request,
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(version ? { 'cal-api-version': VERSIONS[version] } : {}),
        },
        budget: { bucket: sha256(apiKey).slice(0, 16), ...BUDGET },
      });
      if (answer.status === 401) throw new CalendarFaultError('grant_expired', 'HTTP 401');
      if (answer.status >= 400) return failureOf(answer);
      const success = wireSuccess.safeParse(answer.body);
      return success.success
        ? { ok: true, data: success.data.data }
        : { ok: false, status: answer.status, message: 'unexpected shape', properties: [] };
    },
  };
}

/** @throws CalendarFaultError `settings_incomplete` without a key */
export function apiKeyOf({ credentials }: OpenConnection): string {
  if (!credentials.apiKey) throw new CalendarFaultError('settings_incomplete', 'no API key');
  return credentials.apiKey;
}

/** The data of an answer in its expected shape. @throws CalendarFaultError */
export function dataOf<Schema extends z.ZodType>(answer: CalcomAnswer, schema: Schema): z.infer<Schema> {
  if (!answer.ok) throw refusal(answer);
  const parsed = schema.safeParse(answer.data);
  if (parsed.success) return parsed.data;
  throw new CalendarFaultError('refused', `unexpected shape at ${parsed.error.issues[0]?.path.join('.')}`);
}

/** A refusal as a fault. Names the fields complained of, never their values: errors echo what was sent. */
export function refusal({ status, properties }: Extract<CalcomAnswer, { ok: false }>): CalendarFaultError {
  const detail = `HTTP ${status}${properties.length > 0 ? ` about ${properties.join(', ')}` : ''}`;
  return new CalendarFaultError(status === 403 ? 'permission_missing' : 'refused', detail);
}

function failureOf({ status, body }: ProviderAnswer): CalcomAnswer {
  const parsed = wireError.safeParse(body);
  if (!parsed.success) return { ok: false, status, message: '', properties: [] };
  const error = 'error' in parsed.data ? parsed.data.error : { message: parsed.data.message, details: null };
  const properties = error.details?.errors?.map(({ property }) => property) ?? [];
  return { ok: false, status, message: error.message, properties };
}

function shortWaitOf(error: unknown): number | null {
  if (!(error instanceof AppError) || error.extra?.reason !== 'rate') return null;
  const seconds = error.retryAfterSeconds ?? Number.POSITIVE_INFINITY;
  return seconds <= SHORT_WAIT_SECONDS ? seconds : null;
}
