import type { Answer } from './answer';
import type { SimulatedRequest } from './request';

/** One request and what was answered, credentials blanked. */
export interface Exchange {
  readonly seq: number;
  readonly provider: string;
  /** Name of the route; `none` when nothing listens there. */
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  /** In order; a name may repeat. */
  readonly query: readonly (readonly [string, string])[];
  readonly requestHeaders: Readonly<Record<string, string>>;
  /** JSON value, or a record of the form's fields; undefined without a body. */
  readonly requestBody: unknown;
  readonly receivedAt: string;
  readonly answeredAt: string;
  /** What the simulator decided, even when a fault kept it from the client. */
  readonly status: number;
  readonly answerHeaders: Readonly<Record<string, string>>;
  readonly answerBody: unknown;
  /** Kind of the fault that struck, or null. */
  readonly fault: string | null;
  /** True when `status` and the body are the fault's doing, not the provider's. */
  readonly madeUp: boolean;
  /** False when the client never got this answer. */
  readonly delivered: boolean;
}

const SECRET_HEADERS = /^(?:authorization|cookie|set-cookie|x-api-key|x-cal-secret-key)$/;
const SECRET_MEMBERS =
  /^(?:access_?token|refresh_?token|id_?token|client_?secret|secret|signing_?key|code|code_?verifier|api_?key|password)$/i;
const BLANK = '***';

type Part = Pick<Exchange, 'seq' | 'provider' | 'operation' | 'fault' | 'madeUp' | 'delivered'>;

/** Puts an exchange on record, without its credentials. */
export function recordExchange(part: Part, request: SimulatedRequest, answer: Answer): Exchange {
  const form = [...request.form];
  return {
    ...part,
    method: request.method,
    path: request.path,
    query: [...request.query].map(([name, value]) => [name, SECRET_MEMBERS.test(name) ? BLANK : value]),
    requestHeaders: blankHeaders(request.headers),
    requestBody: form.length > 0 ? blank(Object.fromEntries(form)) : blank(request.json),
    receivedAt: request.receivedAt.toISOString(),
    answeredAt: new Date().toISOString(),
    status: answer.status,
    answerHeaders: blankHeaders(answer.headers ?? {}),
    answerBody: blank(answer.body),
  };
}

function blankHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      SECRET_HEADERS.test(name.toLowerCase()) ? value.replace(/\S+$/, BLANK) : value,
    ]),
  );
}

function blank(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(blank);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      typeof member === 'string' && SECRET_MEMBERS.test(name) ? BLANK : blank(member),
    ]),
  );
}
