import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';
import { ORDER_TIMEOUT_MS } from '@/lib/calls/scheduler/order-timing';
import type { CarrierConfig } from '@/lib/config/config';
import { AppError } from '@/lib/core/errors';
import { randomOctets } from '@/lib/core/ids';
import { type HttpAnswer, type HttpRequest, type HttpSend, TransportError } from './transport';
import { errorCodes, readJson } from './wire';

const FORM = 'application/x-www-form-urlencoded';
const READ_ATTEMPTS = 3;
const FIRST_WAIT_MS = 250;
const MAX_WAIT_MS = 4_000;
// Far above any real list at 1,000 entries a page; protects from a list that never ends.
const MAX_PAGES = 200;

/** The carrier's REST API below `/Accounts/{project}`. Returns answers of any status; throws when no answer comes. */
interface SignalWireClient {
  /** One attempt. No byte of it is written after `sendBy`. @throws TransportError */
  order(path: string, body: string, sendBy: Date): Promise<HttpAnswer>;
  /** One attempt of a change; 5xx and no answer become `provider_unavailable`. */
  change(path: string, body: string): Promise<HttpAnswer>;
  /** One attempt of a command to a live call; 5xx and no answer become `provider_unavailable`. */
  command(body: object): Promise<HttpAnswer>;
  /** Up to three attempts. Null for 404. @throws AppError `provider_unavailable`, `provider_failed` */
  get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.output<Schema> | null>;
  /** The pages of a list up to and with the first that `isLast`. Null for 404, when the owner of the list is unknown. @throws AppError `provider_unavailable`, `provider_failed` */
  pages<Schema extends z.ZodType<{ next_page_uri?: string | null }>>(
    path: string,
    schema: Schema,
    isLast?: (page: z.output<Schema>) => boolean,
  ): Promise<z.output<Schema>[] | null>;
}

/** The carrier's authorization header. */
export function basicAuthorization(config: CarrierConfig): string {
  return `Basic ${Buffer.from(`${config.projectId}:${config.apiToken}`).toString('base64')}`;
}

/** Where the account's resources live; no trailing slash. */
export function accountUrl(config: CarrierConfig): string {
  return `${config.apiUrl}/api/laml/2010-04-01/Accounts/${encodeURIComponent(config.projectId)}`;
}

export function createClient(config: CarrierConfig, send: HttpSend): SignalWireClient {
  const base = accountUrl(config);
  const headers = {
    authorization: basicAuthorization(config),
    accept: 'application/json',
  };
  const request = (method: HttpRequest['method'], url: string, body: string, type = FORM, sendBy?: Date) =>
    send({ method, url, headers: { ...headers, 'content-type': type }, body, timeoutMs: ORDER_TIMEOUT_MS, sendBy });

  async function once(url: string, body: string, type?: string): Promise<HttpAnswer> {
    const answer = await request('POST', url, body, type).catch((error: unknown) => {
      throw error instanceof TransportError ? unavailable(error) : error;
    });
    if (answer.status >= 500 || answer.status === 429) throw unavailable(answer);
    return answer;
  }

  async function read(url: string): Promise<HttpAnswer> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await request('GET', url, '').catch((error: unknown) => {
        if (error instanceof TransportError) return error;
        throw error;
      });
      if (!(answer instanceof TransportError) && answer.status < 500 && answer.status !== 429) return answer;
      if (attempt === READ_ATTEMPTS) throw unavailable(answer);
      await sleep(waitMs(attempt, answer));
    }
  }

  async function parsed<Schema extends z.ZodType>(url: string, schema: Schema): Promise<z.output<Schema> | null> {
    const answer = await read(url);
    if (answer.status === 404) return null;
    if (answer.status !== 200) throw failed(answer);
    const result = schema.safeParse(readJson(answer.text));
    if (!result.success) throw new AppError('provider_failed', UNUSABLE, { detail: 'unreadable answer' });
    return result.data;
  }

  return {
    order: (path, body, sendBy) => request('POST', `${base}${path}`, body, FORM, sendBy),
    change: (path, body) => once(`${base}${path}`, body),
    command: (body) => once(`${config.apiUrl}/api/calling/calls`, JSON.stringify(body), 'application/json'),
    get: (path, schema) => parsed(`${base}${path}`, schema),
    async pages(path, schema, isLast = () => false) {
      const pages: z.output<typeof schema>[] = [];
      for (let url: string | null = `${base}${path}`; url; ) {
        const page: z.output<typeof schema> | null = await parsed(url, schema);
        if (!page) return null;
        pages.push(page);
        if (pages.length > MAX_PAGES) throw new AppError('provider_failed', UNUSABLE, { detail: 'endless list' });
        url = page.next_page_uri && !isLast(page) ? nextPage(page.next_page_uri, base, config.apiUrl) : null;
      }
      return pages;
    },
  };
}

const UNUSABLE = 'The phone carrier sent an unusable answer.';

/** Sends our credentials only to our own account at the configured address. */
function nextPage(uri: string, base: string, apiUrl: string): string {
  const url = URL.canParse(uri, `${apiUrl}/`) ? new URL(uri, `${apiUrl}/`).href : '';
  if (!url.startsWith(`${new URL(base).href}/`))
    throw new AppError('provider_failed', UNUSABLE, { detail: 'next page outside of the account' });
  return url;
}

function unavailable(cause: HttpAnswer | TransportError): AppError {
  const detail = cause instanceof TransportError ? cause.message : `http_${cause.status}`;
  return new AppError('provider_unavailable', 'The phone carrier isn’t responding. Try again in a moment.', {
    detail,
  });
}

/** The error for an answer that is a permanent failure. */
export function failed(answer: HttpAnswer): AppError {
  return new AppError('provider_failed', UNUSABLE, { detail: `http_${answer.status} ${errorCodes(answer.text)}` });
}

function waitMs(attempt: number, answer: HttpAnswer | TransportError): number {
  const backoff = FIRST_WAIT_MS * 4 ** (attempt - 1);
  const asked = answer instanceof TransportError ? 0 : Number(answer.header('retry-after') ?? 0) * 1000;
  const jitter = ((randomOctets(1)[0] ?? 0) / 255) * backoff;
  return Math.min(Math.max(asked || 0, backoff / 2 + jitter), MAX_WAIT_MS);
}
