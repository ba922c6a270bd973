import { readText } from '@/lib/http/read-body';
import type { Deps } from '@/lib/wiring/deps';

/** A webhook as it arrived. */
export interface RawDelivery {
  /** The configured public address, with the path and the exact query of the request. */
  url: string;
  query: URLSearchParams;
  headers: Headers;
  /** The body, byte for byte. */
  text: string;
  /** What stands in the address where the folders have a `[name]`. */
  params: Readonly<Record<string, string>>;
}

/** Reads a delivery to a route, spelt as the folders do. @throws AppError `body_too_large` */
export async function receiveDelivery(request: Request, route: string, deps: Deps): Promise<RawDelivery> {
  // Behind a proxy the request's own origin is not the public one. The rest is cut from the text, not parsed and
  // rebuilt: the signature covers it as it was sent.
  const path = request.url.replace(/^[a-z]+:\/\/[^/?#]*/i, '');
  const url = `${deps.config.appUrl}${path}`;
  const { pathname, searchParams } = new URL(url);
  const params = paramsOf(route, pathname);
  return { url, query: searchParams, headers: request.headers, text: await readText(request), params };
}

function paramsOf(route: string, pathname: string): Record<string, string> {
  const segments = pathname.split('/');
  return Object.fromEntries(
    route.split('/').flatMap((part, at) => {
      const name = /^\[(\w+)\]$/.exec(part)?.[1];
      return name === undefined ? [] : [[name, decodeURIComponent(segments[at] ?? '')]];
    }),
  );
}
