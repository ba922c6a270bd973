import type { z } from 'zod';
import type { Context } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import type { Database } from '@/lib/db/client';
import { inRequestScope } from '@/lib/http/request-scope';
import { type Deps, getDeps } from '@/lib/wiring/deps';
import { type AuthorizedRequest, authorizeRequest } from './authorize-request';
import { parseInput } from './parse-input';

interface UploadDeclaration<P extends z.ZodType, Q extends z.ZodType, R extends z.ZodType> extends AuthorizedRequest {
  /** The address as the folders spell it. */
  route: string;
  params?: P;
  query?: Q;
  /** Media types that are taken; any unless told. */
  accepts?: readonly string[];
  megabytes: number;
  response: R;
  /** Status of success; 200 unless told. */
  status?: number;
}

interface UploadRequest<P extends z.ZodType, Q extends z.ZodType> {
  ctx: Context<Database>;
  params: z.output<P>;
  query: z.output<Q>;
  /** The body, part by part; reading it throws `body_too_large` as soon as the limit is passed. */
  bytes: AsyncIterable<Uint8Array>;
  deps: Deps;
}

/** A member's route that takes a file as it arrives. The same door as every member's route; nothing is read before it opens. */
export function defineUpload<
  R extends z.ZodType,
  P extends z.ZodType = z.ZodType<undefined>,
  Q extends z.ZodType = z.ZodType<undefined>,
>(declaration: UploadDeclaration<P, Q, R>, take: (request: UploadRequest<P, Q>) => Promise<z.input<R>>) {
  const { accepts } = declaration;
  const handler = (request: Request, segment?: { params: Promise<unknown> }): Promise<Response> =>
    inRequestScope(request, declaration.route, getDeps(), async (scope) => {
      const { deps, now, requestId } = scope;
      const { org, actor } = await authorizeRequest(request, declaration, scope);
      const params = (declaration.params && parseInput(declaration.params, await segment?.params)) as z.output<P>;
      const asked = Object.fromEntries(new URL(request.url).searchParams);
      const query = (declaration.query && parseInput(declaration.query, asked)) as z.output<Q>;
      const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
      if (accepts && !accepts.includes(type))
        throw new AppError('unsupported_media_type', `Send the file as ${accepts[0]}.`);
      const ctx = { org, actor, requestId, now, ids: deps.ids, db: deps.db };
      const answer = await take({ ctx, params, query, deps, bytes: limited(request, declaration.megabytes) });
      return Response.json(declaration.response.parse(answer), { status: declaration.status });
    });
  return Object.assign(handler, { declaration });
}

async function* limited(request: Request, megabytes: number): AsyncGenerator<Uint8Array> {
  const limit = megabytes * 1024 * 1024;
  const tooLarge = () => new AppError('body_too_large', `The file is larger than ${megabytes} MB.`);
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge();
  if (!request.body) return;
  let size = 0;
  for await (const part of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > limit) throw tooLarge();
    yield part;
  }
}
