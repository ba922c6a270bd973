import type { z } from 'zod';
import { type CalendarFault, CalendarFaultError } from '@/lib/calendars/faults';
import type { OpenConnection } from '@/lib/calendars/port';
import { createProviderHttp, type ProviderHttp, type ProviderRequest } from '@/lib/calendars/provider-http';
import type { CalendarsConfig } from '@/lib/config/config';
import type { Clock } from '@/lib/core/clock';
import type { Kv } from '@/lib/kv/port';
import { sha256 } from '@/lib/security/digest';
import { wireError } from './wire';

export interface OutlookDeps {
  config: CalendarsConfig['microsoft'];
  kv: Kv;
  clock: Clock;
  fetch?: typeof fetch;
}

/** A path below `/v1.0`, or the whole address of a next page. */
type GraphRequest = Pick<ProviderRequest, 'method' | 'path' | 'query' | 'json' | 'repeatable'>;

/** What Graph answered, or what was wrong: the status and Graph's word for it. */
type GraphAnswer = { ok: true; data: unknown } | { ok: false; status: number; code: string };

export interface GraphClient {
  /** @throws AppError `provider_unavailable`, UncertainOutcome, CalendarFaultError `grant_expired` */
  ask(connection: Pick<OpenConnection, 'accountId' | 'credentials'>, request: GraphRequest): Promise<GraphAnswer>;
  clock: Clock;
  kv: Kv;
}

/** Well below the 10,000 in ten minutes that Graph allows an app and a mailbox. */
const BUDGET = { limit: 300, windowSeconds: 60 };
/** Without it times come in the mailbox's zone, under its Windows name. */
const PREFER = 'outlook.timezone="UTC"';

/** Talks to Microsoft Graph v1.0 with an access token. */
export function createGraphClient(deps: OutlookDeps): GraphClient {
  const http = httpTo(deps, 'graph', `${deps.config.apiUrl}/v1.0`);
  return {
    clock: deps.clock,
    kv: deps.kv,
    async ask({ accountId, credentials }, request) {
      const answer = await http.send({
        ...request,
        headers: { authorization: `Bearer ${credentials.accessToken ?? ''}`, prefer: PREFER },
        budget: { bucket: sha256(accountId).slice(0, 16), ...BUDGET },
      });
      if (answer.status < 400) return { ok: true, data: answer.body };
      const error = wireError.safeParse(answer.body);
      const code = error.success ? error.data.error.code : '';
      if (answer.status === 401) throw new CalendarFaultError('grant_expired', `HTTP 401 ${code}`);
      return { ok: false, status: answer.status, code };
    },
  };
}

/** HTTP to one of Microsoft's addresses. */
export function httpTo({ kv, clock, fetch }: OutlookDeps, name: string, baseUrl: string): ProviderHttp {
  return createProviderHttp({ name, baseUrl, kv, clock, ...(fetch ? { fetch } : {}) });
}

/** The data of an answer in its expected shape. @throws CalendarFaultError */
export function dataOf<Schema extends z.ZodType>(answer: GraphAnswer, schema: Schema): z.infer<Schema> {
  if (!answer.ok) throw refusal(answer);
  const parsed = schema.safeParse(answer.data);
  if (parsed.success) return parsed.data;
  throw new CalendarFaultError('refused', `unexpected shape at ${parsed.error.issues[0]?.path.join('.')}`);
}

/** A refusal as a fault. */
export function refusal({ status, code }: Extract<GraphAnswer, { ok: false }>): CalendarFaultError {
  return new CalendarFaultError(faultOf(status), `HTTP ${status} ${code}`);
}

function faultOf(status: number): CalendarFault {
  if (status === 404) return 'calendar_missing';
  return status === 403 ? 'permission_missing' : 'refused';
}
