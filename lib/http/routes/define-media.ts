import type { z } from 'zod';
import type { Context } from '@/lib/core/context';
import { AppError, notFound } from '@/lib/core/errors';
import type { Database } from '@/lib/db/client';
import { inRequestScope } from '@/lib/http/request-scope';
import { type Deps, getDeps } from '@/lib/wiring/deps';
import { type AuthorizedRequest, authorizeRequest } from './authorize-request';
import { byteRange, slice } from './byte-range';
import { parseInput } from './parse-input';

interface MediaDeclaration<P extends z.ZodType> extends AuthorizedRequest {
  /** The address as the folders spell it. */
  route: string;
  params: P;
}

interface MediaRequest<P extends z.ZodType> {
  ctx: Context<Database>;
  params: z.output<P>;
  deps: Deps;
  /** The Range header, if it is a single one of bytes. */
  range: string | null;
}

type RouteParams = { params: Promise<Record<string, string | string[] | undefined>> };

/**
 * A member's route that streams sound from another server without naming it. The same door as every member's route;
 * parts are passed on, so that a player can seek.
 */
export function defineMedia<P extends z.ZodType>(
  declaration: MediaDeclaration<P>,
  open: (request: MediaRequest<P>) => Promise<Response>,
) {
  const handler = (request: Request, segment?: RouteParams): Promise<Response> =>
    inRequestScope(request, declaration.route, getDeps(), async (scope) => {
      const { deps, now, requestId } = scope;
      const { org, actor } = await authorizeRequest(request, declaration, scope);
      const params = parseInput(declaration.params, await segment?.params);
      const ctx = { org, actor, requestId, now, ids: deps.ids, db: deps.db };
      const asked = request.headers.get('range');
      const range = asked && /^bytes=(\d+-\d*|-\d+)$/.test(asked) ? asked : null;
      return passOn(await open({ ctx, params, deps, range }), range);
    });
  return Object.assign(handler, { declaration });
}

const PASSED_ON = ['content-length', 'content-range', 'etag', 'last-modified'];

async function passOn(upstream: Response, range: string | null): Promise<Response> {
  if (![200, 206, 416].includes(upstream.status)) {
    await upstream.body?.cancel();
    if (upstream.status === 404) throw notFound('recording');
    throw new AppError('provider_failed', 'The recording could not be loaded. Try again.', {
      detail: `http_${upstream.status}`,
    });
  }
  const type = upstream.headers.get('content-type') ?? '';
  const headers = new Headers({
    'content-type': /^audio\/[\w.+-]+$/i.test(type) ? type : 'application/octet-stream',
    'content-disposition': 'inline',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, no-store',
    'accept-ranges': 'bytes',
  });
  for (const name of PASSED_ON) {
    const value = upstream.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  const size = Number(upstream.headers.get('content-length') ?? 0);
  // Some players refuse sound that does not come in parts, so parts are cut here if the source cuts none.
  if (range && upstream.status === 200 && upstream.body && size > 0) return part(upstream.body, range, size, headers);
  return new Response(upstream.body, { status: upstream.status, headers });
}

function part(body: ReadableStream<Uint8Array>, range: string, size: number, headers: Headers): Response {
  const wanted = byteRange(range, size);
  if (!wanted) {
    void body.cancel();
    headers.delete('content-length');
    headers.set('content-range', `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  headers.set('content-length', String(wanted.end - wanted.start + 1));
  headers.set('content-range', `bytes ${wanted.start}-${wanted.end}/${size}`);
  return new Response(slice(body, wanted), { status: 206, headers });
}
