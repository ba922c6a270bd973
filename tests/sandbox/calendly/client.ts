import { createHash } from 'node:crypto';
import { danaId, introCallId } from '@/sandbox/calendly/sample-account';
import { type Calendly, type CalendlyOptions, startCalendly } from '@/sandbox/calendly/start-calendly';

/** A Monday morning before the office opens. */
export const monday = new Date('2026-03-02T10:00:00.000Z');
export const nine = '2026-03-02T14:00:00Z';
export const api = 'https://api.calendly.com';
export const dana = `${api}/users/${danaId}`;
export const introCall = `${api}/event_types/${introCallId}`;
export const organization = `${api}/organizations/44444444-4444-4444-8444-444444444401`;

interface Item {
  uri: string;
  name: string;
  event: string;
  invitee: string;
  location: unknown;
  booking_url: string;
  invitees_remaining: number;
}

/** Members of all sorts of answers; which of them are there is what tests are about. */
interface AnswerBody {
  resource: Item;
  collection: Item[];
  pagination: { next_page_token: string | null };
  message: string;
  details: { parameter: string; code: string }[];
  error: string;
  access_token: string;
  refresh_token: string;
  invitee: string;
  meetings: unknown[];
}

interface Answered {
  status: number;
  headers: Headers;
  text: string;
  /** Empty when the answer is no JSON. */
  body: AnswerBody;
}

/** A simulator at a standstill, and somebody who asks it things. */
export interface Line {
  calendly: Calendly;
  setNow(instant: Date): void;
  get(path: string, query?: Record<string, string>, token?: string): Promise<Answered>;
  post(path: string, body: unknown, token?: string): Promise<Answered>;
  remove(path: string, token?: string): Promise<Answered>;
  /** A form to the authorization server, as the client. */
  form(path: string, fields: Record<string, string>, basic?: string): Promise<Answered>;
}

export async function openLine(options: CalendlyOptions = {}): Promise<Line> {
  let now = monday;
  const calendly = await startCalendly({ now: () => now, ...options });
  const ask = async (method: string, path: string, init: RequestInit & { token?: string }): Promise<Answered> => {
    const { token = 'pat_dana', ...rest } = init;
    const headers = { authorization: `Bearer ${token}`, ...rest.headers };
    const answer = await fetch(`${calendly.url}${path}`, { ...rest, method, headers, redirect: 'manual' });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.includes('json');
    return { status: answer.status, headers: answer.headers, text, body: JSON.parse(isJson ? text : '{}') };
  };
  const json = { 'content-type': 'application/json' };
  return {
    calendly,
    setNow: (instant) => {
      now = instant;
    },
    get: (path, query = {}, token) => ask('GET', `${path}?${new URLSearchParams(query)}`, { token }),
    post: (path, body, token) => ask('POST', path, { body: JSON.stringify(body), headers: json, token }),
    remove: (path, token) => ask('DELETE', path, { token }),
    form: (path, fields, basic = 'calendly-client:calendly-secret') =>
      ask('POST', path, {
        body: new URLSearchParams(fields),
        headers: { authorization: `Basic ${Buffer.from(basic).toString('base64')}` },
      }),
  };
}

export const verifier = 'a-verifier-of-more-than-forty-three-characters-0';
export const redirectUri = 'http://localhost:3000/api/oauth/calendly/callback';

/** The fields of a request to authorize that is in order. */
export function authorizeFields(changes: Record<string, string> = {}): Record<string, string> {
  return {
    client_id: 'calendly-client',
    response_type: 'code',
    redirect_uri: redirectUri,
    state: 'the state',
    scope: 'users:read scheduled_events:write',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  };
}

/** Allows it, and takes the code from the address that the browser is sent to. */
export async function codeFor(line: Line, changes: Record<string, string> = {}): Promise<string> {
  const decided = { ...authorizeFields(changes), account: danaId, decision: 'allow' };
  const answer = await line.form('/oauth/consent', decided);
  return new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? '';
}

/** Tokens, straight from a consent. */
export async function tokensFor(line: Line, scope = 'users:read scheduled_events:write'): Promise<AnswerBody> {
  const code = await codeFor(line, { scope });
  const answer = await line.form('/oauth/token', {
    grant_type: 'authorization_code',
    code,
    redirect_uri: redirectUri,
    code_verifier: verifier,
  });
  return answer.body;
}

/** A body of `POST /invitees` that is in order. */
export function invitation(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    event_type: introCall,
    start_time: nine,
    invitee: { name: 'Sam Rivera', email: 'sam@visitors.test', timezone: 'America/Chicago' },
    location: { kind: 'google_conference' },
    ...changes,
  };
}
