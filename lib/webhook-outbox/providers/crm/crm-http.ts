import type { DeliveryError, ShipmentResult } from '@/lib/webhook-outbox/delivery/transport';

export interface CrmRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT';
  url: string;
  token?: string;
  headers?: Record<string, string>;
  json?: unknown;
  form?: Record<string, string>;
  /** Ends the whole attempt, not this request alone. */
  signal: AbortSignal;
}

interface CrmAnswer {
  status: number;
  /** Parsed JSON, or undefined. */
  body: unknown;
}

/** Ends an attempt as a failure with a stable word. */
export class CrmFailure extends Error {
  readonly error: DeliveryError;
  readonly statusCode: number | null;
  readonly response: string | null;
  readonly retryAfterSeconds: number | null;

  constructor(error: DeliveryError, answer: { status: number; text: string; retryAfter?: string | null } | null) {
    super(error);
    this.name = 'CrmFailure';
    this.error = error;
    this.statusCode = answer?.status ?? null;
    this.response = answer?.text.replaceAll('\0', '').slice(0, 1_000) || null;
    this.retryAfterSeconds = Number.parseInt(answer?.retryAfter ?? '', 10) || null;
  }

  get result(): ShipmentResult {
    const { error, statusCode, response, retryAfterSeconds } = this;
    return { ok: false, error, statusCode, response, retryAfterSeconds };
  }
}

/**
 * Sends one request to a CRM; redirects are not followed.
 * @param explain the word for a refusal (4xx), from its status and body
 * @throws CrmFailure for everything but success
 */
export async function askCrm(
  doFetch: typeof fetch,
  request: CrmRequest,
  explain: (status: number, body: unknown) => DeliveryError,
): Promise<CrmAnswer> {
  const { method, url, token, headers, json, form, signal } = request;
  let response: Response;
  let text: string;
  try {
    response = await doFetch(url, {
      method,
      headers: {
        accept: 'application/json',
        ...headers,
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      },
      body: json === undefined ? form && new URLSearchParams(form) : JSON.stringify(json),
      redirect: 'manual',
      cache: 'no-store',
      signal,
    });
    text = await response.text();
  } catch {
    throw new CrmFailure(signal.aborted ? 'timeout' : 'connection_failed', null);
  }
  const { status } = response;
  const body = parsed(text);
  if (status >= 200 && status < 300) return { status, body };
  const received = { status, text, retryAfter: response.headers.get('retry-after') };
  if (status === 429) throw new CrmFailure('rate_limited', received);
  if (status >= 500) throw new CrmFailure('http_error', received);
  if (status < 400) throw new CrmFailure('redirect', received);
  throw new CrmFailure(explain(status, body), received);
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
