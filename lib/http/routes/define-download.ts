import type { z } from 'zod';
import type { Context } from '@/lib/core/context';
import type { Database } from '@/lib/db/client';
import { inRequestScope } from '@/lib/http/request-scope';
import { getDeps } from '@/lib/wiring/deps';
import { type AuthorizedRequest, authorizeRequest } from './authorize-request';
import { parseInput } from './parse-input';

interface DownloadDeclaration<Q extends z.ZodType, P extends z.ZodType> extends AuthorizedRequest {
  /** The address as the folders spell it. */
  route: string;
  query: Q;
  params?: P;
  /** What the file holds, e.g. `text/csv; charset=utf-8`. */
  contentType: string;
}

interface DownloadRequest<Q extends z.ZodType, P extends z.ZodType> {
  ctx: Context<Database>;
  query: z.output<Q>;
  params: z.output<P>;
}

/** A file to be written while it is sent. */
interface Download {
  fileName: string;
  text: AsyncIterator<string>;
}

/**
 * A member's route that sends a file as it is made. The same door as every member's route. The first part is made before
 * the answer begins, so that a fault is a problem document; a later one breaks the file off.
 */
export function defineDownload<Q extends z.ZodType, P extends z.ZodType = z.ZodType<undefined>>(
  declaration: DownloadDeclaration<Q, P>,
  open: (request: DownloadRequest<Q, P>) => Download,
) {
  const handler = (request: Request, segment?: { params: Promise<unknown> }): Promise<Response> =>
    inRequestScope(request, declaration.route, getDeps(), async (scope) => {
      const { deps, now, requestId } = scope;
      const { org, actor } = await authorizeRequest(request, declaration, scope);
      const query = parseInput(declaration.query, Object.fromEntries(new URL(request.url).searchParams));
      const params = (declaration.params && parseInput(declaration.params, await segment?.params)) as z.output<P>;
      const ctx = { org, actor, requestId, now, ids: deps.ids, db: deps.db };
      const { fileName, text } = open({ ctx, query, params });
      const first = await text.next();
      return new Response(streamOf(first, text), {
        headers: {
          'content-type': declaration.contentType,
          'content-disposition': `attachment; filename="${fileName}"`,
          'x-content-type-options': 'nosniff',
          'cache-control': 'private, no-store',
        },
      });
    });
  return Object.assign(handler, { declaration });
}

function streamOf(first: IteratorResult<string>, rest: AsyncIterator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let next: IteratorResult<string> | null = first;
  return new ReadableStream({
    async pull(controller) {
      const part = next ?? (await rest.next());
      next = null;
      if (part.done) controller.close();
      else controller.enqueue(encoder.encode(part.value));
    },
    async cancel() {
      await rest.return?.();
    },
  });
}
