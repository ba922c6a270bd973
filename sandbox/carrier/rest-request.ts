import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import querystring, { type ParsedUrlQuery } from 'node:querystring';

/** An API request, read whole. */
export interface RestRequest {
  readonly method: string;
  readonly path: string;
  readonly query: ParsedUrlQuery;
  readonly form: ParsedUrlQuery;
  readonly isForm: boolean;
  readonly authorization: string;
  readonly raw: string;
}

const MAX_BODY_BYTES = 256 * 1024;

/** Reads a request; null when the body is too large or broke off. */
export function readRequest(message: IncomingMessage): Promise<RestRequest | null> {
  return new Promise((resolve) => {
    let raw = '';
    message.setEncoding('utf8');
    message.on('data', (chunk: string) => {
      raw += chunk;
      if (raw.length > MAX_BODY_BYTES) {
        message.destroy();
        resolve(null);
      }
    });
    message.on('error', () => resolve(null));
    message.on('end', () => {
      const address = message.url ?? '/';
      const mark = address.indexOf('?');
      const type = message.headers['content-type'] ?? '';
      const isForm = type.startsWith('application/x-www-form-urlencoded');
      resolve({
        method: message.method ?? 'GET',
        path: mark < 0 ? address : address.slice(0, mark),
        query: mark < 0 ? {} : querystring.parse(address.slice(mark + 1)),
        form: isForm ? querystring.parse(raw, '&', '=', { maxKeys: 200 }) : {},
        isForm,
        authorization: message.headers.authorization ?? '',
        raw,
      });
    });
  });
}

/** The one value of a field, null when it is absent or empty; of several the last. */
export function field(form: ParsedUrlQuery, name: string): string | null {
  const value = form[name];
  const one = Array.isArray(value) ? value.at(-1) : value;
  return one === undefined || one === '' ? null : one;
}

/** All values of a field that may repeat. */
export function fields(form: ParsedUrlQuery, name: string): readonly string[] {
  const value = form[name];
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).filter((one) => one !== '');
}

/** Whether the Basic credentials are these. */
export function isAuthorized(authorization: string, user: string, password: string): boolean {
  const expected = Buffer.from(`Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`);
  const given = Buffer.from(authorization);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
