import type { z } from 'zod';
import type { Context } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import type { Database } from '@/lib/db/client';
import { afterResponse, type Task } from '@/lib/http/after-response';
import { inRequestScope } from '@/lib/http/request-scope';
import { type Deps, getDeps } from '@/lib/wiring/deps';
import { type AuthorizedRequest, authorizeRequest } from './authorize-request';
import { parseInput } from './parse-input';

interface RedirectDeclaration<P extends z.ZodType, Q extends z.ZodType> extends AuthorizedRequest {
  /** The address as the folders spell it. */
  route: string;
  params: P;
  query: Q;
  /** Where a browser goes that is not let in or asks for what cannot be; a problem document unless told. */
  elseTo?: (params: z.output<P>) => string;
}

interface RedirectRequest<P extends z.ZodType, Q extends z.ZodType> {
  ctx: Context<Database>;
  params: z.output<P>;
  query: z.output<Q>;
  deps: Deps;
  cookies: string | null;
  /** Runs a task once the response is out; see `Task`. */
  afterResponse(task: Task): void;
}

interface Destination {
  /** A path of ours, or the whole address of another site. */
  to: string;
  /** `Set-Cookie` value. */
  cookie: string;
}

type RouteParams = { params: Promise<Record<string, string | string[] | undefined>> };

/** A member's route that a browser walks through: the same door as every member's route, then on to another address. */
export function defineRedirect<P extends z.ZodType, Q extends z.ZodType>(
  declaration: RedirectDeclaration<P, Q>,
  go: (request: RedirectRequest<P, Q>) => Promise<Destination>,
) {
  const handler = (request: Request, segment?: RouteParams): Promise<Response> =>
    inRequestScope(request, declaration.route, getDeps(), async (scope) => {
      const { deps, now, requestId } = scope;
      const params = parseInput(declaration.params, await segment?.params);
      try {
        const { org, actor } = await authorizeRequest(request, declaration, scope);
        const query = parseInput(declaration.query, Object.fromEntries(new URL(request.url).searchParams));
        const { to, cookie } = await go({
          ctx: { org, actor, requestId, now, ids: deps.ids, db: deps.db },
          params,
          query,
          deps,
          cookies: request.headers.get('cookie'),
          afterResponse: (task) => afterResponse(scope, task),
        });
        return redirectTo(to, deps, { 'set-cookie': cookie });
      } catch (error) {
        if (!declaration.elseTo || !(error instanceof AppError)) throw error;
        scope.log.code = error.code;
        return redirectTo(declaration.elseTo(params), deps);
      }
    });
  return Object.assign(handler, { declaration });
}

function redirectTo(to: string, { config }: Deps, headers: Record<string, string> = {}): Response {
  const location = new URL(to, config.appUrl).href;
  // The address left behind may hold a code: it is told to nobody.
  return new Response(null, { status: 303, headers: { location, 'referrer-policy': 'no-referrer', ...headers } });
}
