import type { IncomingMessage } from 'node:http';

/** A request, read whole. */
export interface SimulatedRequest {
  readonly method: string;
  /** Decoded nowhere: as it stood in the request line, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names; of several values, joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly raw: string;
  /** Parsed when the content type says JSON and the text is JSON, else undefined. */
  readonly json: unknown;
  /** Empty when the content type is another one. */
  readonly form: URLSearchParams;
  readonly receivedAt: Date;
}

const MAX_BODY_BYTES = 1024 * 1024;

/** Reads a request; null when the body is too large or broke off. */
export async function readRequest(message: IncomingMessage): Promise<SimulatedRequest | null> {
  const receivedAt = new Date();
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of message as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) return null;
      chunks.push(chunk);
    }
  } catch {
    return null;
  }
  const raw = Buffer.concat(chunks).toString('utf8');
  const address = message.url ?? '/';
  const mark = address.indexOf('?');
  const type = message.headers['content-type'] ?? '';
  const headers = Object.fromEntries(
    Object.entries(message.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
  return {
    method: message.method ?? 'GET',
    path: mark < 0 ? address : address.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : address.slice(mark + 1)),
    headers,
    raw,
    json: /\bjson\b/.test(type) ? parse(raw) : undefined,
    form: new URLSearchParams(type.startsWith('application/x-www-form-urlencoded') ? raw : ''),
    receivedAt,
  };
}

function parse(raw: string): unknown {
  try {
    return raw === '' ? undefined : JSON.parse(raw);
  } catch {
    return undefined;
  }
}

/** The credential of a `Bearer` header, or null. */
export function bearerOf(request: SimulatedRequest): string | null {
  return /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null;
}
