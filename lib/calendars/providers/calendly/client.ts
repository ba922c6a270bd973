import { z } from 'zod';
import { CalendarFaultError, calendarUnavailable } from '@/lib/calendars/faults';
import type { OpenConnection } from '@/lib/calendars/port';
import { createProviderHttp, type ProviderAnswer, type ProviderRequest } from '@/lib/calendars/provider-http';
import type { CalendarsConfig } from '@/lib/config/config';
import type { Clock } from '@/lib/core/clock';
import type { Kv } from '@/lib/kv/port';
import { sha256 } from '@/lib/security/digest';
import { wireError, wirePage } from './wire';

export interface CalendlyDeps {
  config: CalendarsConfig['calendly'];
  kv: Kv;
  clock: Clock;
  fetch?: typeof fetch;
}

/** Whose token is used. URIs as Calendly spells them. */
export interface CalendlyAccount {
  accessToken: string;
  userUri: string;
  organizationUri: string;
}

export interface CalendlyFailure {
  ok: false;
  status: number;
  /** For recognizing errors; it may name people. */
  message: string;
  codes: string[];
  /** Names of what was complained of, never values. */
  parameters: string[];
  /** Null unless a scope is missing. */
  requiredScopes: string[] | null;
}
export type CalendlyAnswer = { ok: true; body: unknown } | CalendlyFailure;

type CalendlyRequest = Pick<ProviderRequest, 'method' | 'path' | 'query' | 'json' | 'repeatable'>;

export interface CalendlyClient {
  /** @throws AppError `provider_unavailable`, UncertainOutcome, CalendarFaultError `grant_expired` */
  ask(account: CalendlyAccount, request: CalendlyRequest): Promise<CalendlyAnswer>;
  /** Every item of a list, all its pages; the first refusal instead, if there is one. */
  list<Schema extends z.ZodType>(
    account: CalendlyAccount,
    path: string,
    query: Record<string, string>,
    schema: Schema,
  ): Promise<{ ok: true; items: z.infer<Schema>[] } | CalendlyFailure>;
}

const WINDOW_SECONDS = 60;
/** What the smallest plan allows a minute; the headers of the first answer tell the account's own limit. */
const SMALLEST_LIMIT = 50;
const ITEMS_PER_PAGE = '100';
const MAX_PAGES = 50;

/** Talks to the Calendly API with the token of one user. */
export function createCalendlyClient({ config, kv, clock, fetch }: CalendlyDeps): CalendlyClient {
  const http = createProviderHttp({ name: 'calendly', baseUrl: config.apiUrl, kv, clock, ...(fetch ? { fetch } : {}) });
  const limits = new Map<string, number>();

  async function ask(account: CalendlyAccount, request: CalendlyRequest): Promise<CalendlyAnswer> {
    const bucket = bucketOf(account.userUri);
    // A full bucket and what flows in within the minute are the limit together.
    const limit = Math.floor((limits.get(bucket) ?? SMALLEST_LIMIT) / 2);
    const answer = await http.send({
      ...request,
      headers: { authorization: `Bearer ${account.accessToken}` },
      budget: { bucket, limit, windowSeconds: WINDOW_SECONDS },
    });
    const told = Number(answer.headers.get('x-ratelimit-limit'));
    if (Number.isSafeInteger(told) && told >= SMALLEST_LIMIT) limits.set(bucket, told);
    if (answer.status === 401) throw new CalendarFaultError('grant_expired', 'HTTP 401');
    return answer.status < 300 ? { ok: true, body: answer.body } : failureOf(answer);
  }

  return {
    ask,
    async list(account, path, query, schema) {
      const items: z.infer<typeof schema>[] = [];
      let token: string | undefined;
      for (let pages = 0; pages < MAX_PAGES; pages += 1) {
        const paged = { ...query, count: ITEMS_PER_PAGE, page_token: token };
        const answer = await ask(account, { method: 'GET', path, query: paged, repeatable: true });
        if (!answer.ok) return answer;
        const page = read(answer, wirePage);
        items.push(...page.collection.map((item) => shaped(item, schema)));
        token = page.pagination?.next_page_token ?? undefined;
        if (token === undefined) return { ok: true, items };
      }
      throw new CalendarFaultError('refused', `more than ${MAX_PAGES} pages of ${path}`);
    },
  };
}

/** Names a user in rates and caps, without saying who it is. */
export function bucketOf(userUri: string): string {
  return sha256(userUri).slice(0, 16);
}

/** @throws CalendarFaultError `grant_expired` without a token */
export function accountOf({ accountId, credentials }: OpenConnection): CalendlyAccount {
  const { accessToken, organization } = credentials;
  if (!accessToken || !organization) throw new CalendarFaultError('grant_expired', 'no token');
  return { accessToken, userUri: accountId, organizationUri: organization };
}

/** The body of a success in its expected shape. @throws CalendarFaultError */
export function read<Schema extends z.ZodType>(answer: CalendlyAnswer, schema: Schema): z.infer<Schema> {
  if (!answer.ok) throw faultOf(answer);
  return shaped(answer.body, schema);
}

/** The `resource` of a success in its expected shape. @throws CalendarFaultError */
export function resource<Schema extends z.ZodType>(answer: CalendlyAnswer, schema: Schema): z.infer<Schema> {
  return shaped(read(answer, z.object({ resource: z.unknown() })).resource, schema);
}

/** A refusal as a fault. */
export function faultOf(failure: CalendlyFailure): CalendarFaultError {
  const { status, parameters, codes } = failure;
  const detail = [`HTTP ${status}`, ...parameters, ...codes].join(' ');
  if (failure.requiredScopes) return new CalendarFaultError('permission_missing', detail);
  return new CalendarFaultError(isPlanTooSmall(failure) ? 'plan_too_small' : 'refused', detail);
}

/** Calendly's texts about plans have changed over the years; all of them ask to upgrade. */
export function isPlanTooSmall({ status, requiredScopes, message }: CalendlyFailure): boolean {
  return status === 403 && requiredScopes === null && /upgrade/i.test(message);
}

function shaped<Schema extends z.ZodType>(value: unknown, schema: Schema): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new CalendarFaultError('refused', `unexpected shape at ${parsed.error.issues[0]?.path.join('.')}`);
}

/** @throws AppError `provider_unavailable` when it was the edge that refused, not the API */
function failureOf({ status, body }: ProviderAnswer): CalendlyFailure {
  const parsed = wireError.safeParse(body);
  if (!parsed.success && status === 403) throw calendarUnavailable('down');
  if (!parsed.success) return { ok: false, status, message: '', codes: [], parameters: [], requiredScopes: null };
  const { message, details, required_scopes } = parsed.data;
  return {
    ok: false,
    status,
    message,
    codes: details?.flatMap(({ code }) => code ?? []) ?? [],
    parameters: details?.flatMap(({ parameter }) => parameter ?? []) ?? [],
    requiredScopes: required_scopes ?? null,
  };
}
