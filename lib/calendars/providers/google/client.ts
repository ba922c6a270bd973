import type { z } from 'zod';
import { type CalendarFault, CalendarFaultError, calendarUnavailable } from '@/lib/calendars/faults';
import type { OpenConnection } from '@/lib/calendars/port';
import { createProviderHttp, type ProviderHttp, type ProviderRequest } from '@/lib/calendars/provider-http';
import type { CalendarsConfig } from '@/lib/config/config';
import type { Clock } from '@/lib/core/clock';
import type { Kv } from '@/lib/kv/port';
import { sha256 } from '@/lib/security/digest';
import { wireError } from './wire';

export interface GoogleDeps {
  config: CalendarsConfig['google'];
  kv: Kv;
  clock: Clock;
  fetch?: typeof fetch;
}

/** A path below `/calendar/v3`. */
type GoogleRequest = Pick<ProviderRequest, 'method' | 'path' | 'query' | 'headers' | 'json' | 'repeatable'>;

/** What Google answered, or what was wrong: the status and the `reason` of the first error. */
export type GoogleAnswer = { ok: true; data: unknown } | { ok: false; status: number; reason: string };

export interface GoogleClient {
  /** @throws AppError `provider_unavailable`, UncertainOutcome, CalendarFaultError `grant_expired` */
  ask(connection: Pick<OpenConnection, 'accountId' | 'credentials'>, request: GoogleRequest): Promise<GoogleAnswer>;
  clock: Clock;
  kv: Kv;
}

/** Half of the 600 a minute that Google allows a user of a project: others of its users book, too. */
const BUDGET = { limit: 300, windowSeconds: 60 };
/** A 403 with one of these is no refusal: too much was asked in too short a time. */
const RATE_REASONS = ['userRateLimitExceeded', 'rateLimitExceeded', 'quotaExceeded', 'dailyLimitExceeded'];
/** A 403 with one of these concerns the whole connection; with another one (e.g. `forbiddenForNonOrganizer`) one event. */
const PERMISSION_REASONS = ['insufficientPermissions', 'forbidden', 'requiredAccessLevel'];
const RATE_PAUSES_MS = [1_000, 2_000];

/** Talks to the Google Calendar API v3 with an access token. */
export function createGoogleClient(deps: GoogleDeps): GoogleClient {
  const { clock, kv } = deps;
  const http = httpTo(deps, 'google', `${deps.config.apiUrl}/calendar/v3`);

  async function once(
    { accountId, credentials }: Pick<OpenConnection, 'accountId' | 'credentials'>,
    request: GoogleRequest,
  ): Promise<GoogleAnswer> {
    const answer = await http.send({
      ...request,
      headers: { ...request.headers, authorization: `Bearer ${credentials.accessToken ?? ''}` },
      budget: { bucket: sha256(accountId).slice(0, 16), ...BUDGET },
    });
    if (answer.status < 400) return { ok: true, data: answer.body };
    const error = wireError.safeParse(answer.body);
    const reason = error.success ? (error.data.error.errors?.[0]?.reason ?? '') : '';
    if (answer.status === 401) throw new CalendarFaultError('grant_expired', `HTTP 401 ${reason}`);
    return { ok: false, status: answer.status, reason };
  }

  return {
    clock,
    kv,
    async ask(connection, request) {
      for (const pause of RATE_PAUSES_MS) {
        const answer = await once(connection, request);
        if (answer.ok || !isRate(answer)) return answer;
        await clock.sleepUntil(new Date(clock.now().getTime() + pause + (clock.elapsed() % 1) * 1_000));
      }
      const last = await once(connection, request);
      if (!last.ok && isRate(last)) throw calendarUnavailable('rate', 60);
      return last;
    },
  };
}

/** HTTP to one of Google's addresses. */
export function httpTo({ kv, clock, fetch }: GoogleDeps, name: string, baseUrl: string): ProviderHttp {
  return createProviderHttp({ name, baseUrl, kv, clock, ...(fetch ? { fetch } : {}) });
}

/** The data of an answer in its expected shape. @throws CalendarFaultError */
export function dataOf<Schema extends z.ZodType>(answer: GoogleAnswer, schema: Schema): z.infer<Schema> {
  if (!answer.ok) throw refusal(answer);
  const parsed = schema.safeParse(answer.data);
  if (parsed.success) return parsed.data;
  throw new CalendarFaultError('refused', `unexpected shape at ${parsed.error.issues[0]?.path.join('.')}`);
}

/** A refusal as a fault. */
export function refusal({ status, reason }: Extract<GoogleAnswer, { ok: false }>): CalendarFaultError {
  return new CalendarFaultError(faultOf(status, reason), `HTTP ${status} ${reason}`);
}

function faultOf(status: number, reason: string): CalendarFault {
  if (status === 404) return 'calendar_missing';
  return status === 403 && PERMISSION_REASONS.includes(reason) ? 'permission_missing' : 'refused';
}

function isRate({ status, reason }: { status: number; reason: string }): boolean {
  return status === 403 && RATE_REASONS.includes(reason);
}
