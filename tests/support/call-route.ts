import type { DeclaredHandler } from '@/lib/http/routes/describe-api';
import type { Caller } from './factories';

interface RouteCall {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Who asks; nobody unless told. */
  as?: Caller;
  params?: Record<string, string>;
  query?: Record<string, string>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it stands, with a content type of `headers`. */
  text?: string | Uint8Array<ArrayBuffer>;
  headers?: Record<string, string>;
}

export interface RouteAnswer<Body> {
  status: number;
  body: Body;
  headers: Headers;
}

/** What a failed request answers. */
export interface Problem {
  code: string;
  detail: string;
  requestId: string;
  errors?: { field: string; message: string }[];
}

/** Sends a request to a route handler as Next would, and reads its answer: parsed if it is JSON, else as text. */
export async function callRoute<Body = Record<string, unknown>>(
  handler: DeclaredHandler,
  call: RouteCall = {},
): Promise<RouteAnswer<Body>> {
  const { params = {}, query = {}, body, text: sent } = call;
  const path = handler.declaration.route.replace(/\[(\w+)\]/g, (_, name: string) => {
    const value = params[name];
    if (value === undefined) throw new Error(`${handler.declaration.route} needs params.${name}.`);
    return encodeURIComponent(value);
  });
  const url = new URL(path, process.env.APP_URL);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const request = new Request(url, {
    method: call.method ?? (body === undefined && sent === undefined ? 'GET' : 'POST'),
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...call.as, ...call.headers },
    body: sent ?? (body === undefined ? undefined : JSON.stringify(body)),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return {
    status: response.status,
    body: (text && isJson ? JSON.parse(text) : text || null) as Body,
    headers: response.headers,
  };
}
