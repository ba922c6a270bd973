import { type NextRequest, NextResponse } from 'next/server';
import { type Config, readConfig } from '@/lib/config/config';
import { processEnvironment } from '@/lib/config/env';
import { randomOctets } from '@/lib/core/ids';
import { PAGE_ADDRESS_HEADER } from '@/lib/http/session/page-address';
import { pageHeaders } from '@/lib/security/page-headers';

/** Pages only: the API and files have headers of their own. */
export const config = {
  matcher: ['/((?!api/|_next/static/|_next/image|icon.svg|favicon.ico|widget.js).*)'],
};

/** The page that shows a Calendly page in a frame. */
const EMBED_PREVIEW = /^\/settings\/integrations\/[^/]+\/preview\/?$/;

let settings: Config | undefined;

/** Gives every page its nonce and its security headers, and tells it its own address. */
export function proxy(request: NextRequest): NextResponse {
  settings ??= readConfig(processEnvironment());
  const nonce = randomOctets(16).toString('base64');
  const headers = pageHeaders({
    nonce,
    https: settings.appUrl.startsWith('https:'),
    development: settings.development,
    frames: EMBED_PREVIEW.test(request.nextUrl.pathname) ? ['https://calendly.com'] : [],
  });

  const passedOn = new Headers(request.headers);
  passedOn.set('x-nonce', nonce);
  // Next takes the nonce for its own scripts from this header of the request.
  passedOn.set('content-security-policy', headers['content-security-policy'] ?? '');
  passedOn.set(PAGE_ADDRESS_HEADER, addressOf(request.nextUrl));

  const response = NextResponse.next({ request: { headers: passedOn } });
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

function addressOf({ pathname, searchParams }: URL): string {
  const query = new URLSearchParams(searchParams);
  // Marks a navigation within the page; not part of what the person sees.
  query.delete('_rsc');
  return query.size > 0 ? `${pathname}?${query}` : pathname;
}
