import type { z } from 'zod';
import type { Context } from '@/lib/core/context';
import type { Database } from '@/lib/db/client';
import { afterResponse, type Task } from '@/lib/http/after-response';
import { parseJson, readText } from '@/lib/http/read-body';
import { inRequestScope, type RequestScope } from '@/lib/http/request-scope';
import { requireSameOrigin } from '@/lib/http/session/origin';
import type { Identity } from '@/lib/orgs/access/identify';
import type { Permission } from '@/lib/orgs/access/permissions';
import type { Feature } from '@/lib/orgs/access/plans';
import { type Deps, getDeps } from '@/lib/wiring/deps';
import { authorizeRequest } from './authorize-request';
import { CachedBody, serializeOnce } from './cached-body';
import { onceForKey } from './idempotency';
import { parseInput } from './parse-input';
import { ORDINARY_RATE, type RateRule, requireRate } from './rate-limit';

type Schema = z.ZodType;
type Parsed<S> = S extends Schema ? z.output<S> : undefined;

interface Contract<P, Q, B, R> {
  /** The address as the folders spell it, e.g. `/api/bookings/[id]`. */
  route: string;
  params?: P;
  query?: Q;
  body?: B;
  /** Every answer is parsed by it, so nothing undeclared leaves. */
  response: R;
  /** Status of success; 200 unless told. */
  status?: number;
  rate?: RateRule;
}

/** What a member's route declares: the contract, and who may use it. */
interface RouteDeclaration<P, Q, B, R> extends Contract<P, Q, B, R> {
  /** Null: any member, whatever the role. */
  permission: Permission | null;
  feature?: Feature;
  /** Honours `Idempotency-Key`. */
  idempotent?: boolean;
}

interface Input<P, Q, B> {
  params: Parsed<P>;
  query: Parsed<Q>;
  body: Parsed<B>;
}

interface MemberRequest<P, Q, B> extends Input<P, Q, B> {
  ctx: Context<Database>;
  identity: Identity;
  deps: Deps;
  /** The same for every run of one request under its Idempotency-Key, also after a crash; null without a key. */
  repeatOf: string | null;
  /** Runs a task once the response is out; see `Task`. */
  afterResponse(task: Task): void;
}

interface PublicRequest<P, Q, B> extends Input<P, Q, B> {
  now: Date;
  requestId: string;
  deps: Deps;
  /** For throttling; not an identity. */
  clientAddress: string;
}

/** A body with headers of its own, e.g. a cookie. */
export class Reply<Body> {
  readonly body: Body;
  readonly headers: Record<string, string>;

  constructor(body: Body, headers: Record<string, string>) {
    this.body = body;
    this.headers = headers;
  }
}

type Result<Body> = Body | Reply<Body> | CachedBody<Body>;

type AnyContract = Contract<Schema | undefined, Schema | undefined, Schema | undefined, Schema>;
type RouteParams = { params: Promise<Record<string, string | string[] | undefined>> };
export type RouteHandler = ((request: Request, segment?: RouteParams) => Promise<Response>) & {
  declaration: AnyContract & { permission?: Permission | null; feature?: Feature; idempotent?: boolean };
};

/**
 * A member's route: authenticate → permission → plan → rate → parse → idempotent replay → handler → checked answer.
 * The handler calls one command or query and throws what goes wrong.
 */
export function defineRoute<
  R extends Schema,
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
>(
  declaration: RouteDeclaration<P, Q, B, R>,
  handler: (request: MemberRequest<P, Q, B>) => Promise<Result<z.input<R>>>,
): RouteHandler {
  return routeHandler(declaration, async (request, segment, scope) => {
    const { deps, now, requestId } = scope;
    const text = await readText(request);
    const identity = await authorizeRequest(request, declaration, scope);
    const input = await parseParts(declaration, request, segment, text);
    const ctx = { org: identity.org, actor: identity.actor, requestId, now, ids: deps.ids, db: deps.db };
    const perform = (repeatOf: string | null) =>
      handler({ ...input, ctx, identity, deps, repeatOf, afterResponse: (task) => afterResponse(scope, task) });
    const key = declaration.idempotent ? request.headers.get('idempotency-key') : null;
    if (key === null) return responseOf(declaration, await perform(null));
    const performOnce = async (repeatOf: string) => answerOf(declaration, await perform(repeatOf));
    return toResponse(await onceForKey(ctx, deps.encryption, { route: declaration.route, key, input }, performOnce));
  });
}

/** A route that anyone may call: rate by address → same origin → parse → handler → checked answer. */
export function definePublicRoute<
  R extends Schema,
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
>(
  declaration: Contract<P, Q, B, R>,
  handler: (request: PublicRequest<P, Q, B>) => Promise<Result<z.input<R>>>,
): RouteHandler {
  return routeHandler(declaration, async (request, segment, scope) => {
    const { deps, now, requestId } = scope;
    const text = await readText(request);
    const clientAddress = addressOf(request);
    await requireRate(deps.kv, declaration.rate ?? ORDINARY_RATE, clientAddress, now);
    requireSameOrigin(request, deps.config.appUrl);
    const input = await parseParts(declaration, request, segment, text);
    return responseOf(declaration, await handler({ ...input, now, requestId, deps, clientAddress }));
  });
}

function routeHandler(
  declaration: AnyContract,
  handle: (request: Request, segment: RouteParams | undefined, scope: RequestScope) => Promise<Response>,
): RouteHandler {
  const run = (request: Request, segment?: RouteParams) =>
    inRequestScope(request, declaration.route, getDeps(), (scope) => handle(request, segment, scope));
  return Object.assign(run, { declaration });
}

async function parseParts<P extends Schema | undefined, Q extends Schema | undefined, B extends Schema | undefined>(
  declaration: Contract<P, Q, B, Schema>,
  request: Request,
  segment: RouteParams | undefined,
  text: string,
): Promise<Input<P, Q, B>> {
  const { params, query, body } = declaration;
  return {
    params: (params ? parseInput(params, await segment?.params) : undefined) as Parsed<P>,
    query: (query ? parseInput(query, Object.fromEntries(new URL(request.url).searchParams)) : undefined) as Parsed<Q>,
    body: (body ? parseInput(body, parseJson(text, request.headers.get('content-type'))) : undefined) as Parsed<B>,
  };
}

interface Answer {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

function responseOf(declaration: AnyContract, result: Result<unknown>): Response {
  if (!(result instanceof CachedBody)) return toResponse(answerOf(declaration, result));
  const headers = { 'content-type': 'application/json' };
  return new Response(serializeOnce(result, declaration.response), { status: declaration.status, headers });
}

function answerOf(declaration: AnyContract, result: Result<unknown>): Answer {
  const body = declaration.response.parse(
    result instanceof Reply || result instanceof CachedBody ? result.body : result,
  );
  const headers = result instanceof Reply ? result.headers : undefined;
  return { status: declaration.status ?? 200, body, headers };
}

function toResponse(answer: Answer): Response {
  return Response.json(answer.body, { status: answer.status, headers: answer.headers });
}

function addressOf(request: Request): string {
  return request.headers.get('x-forwarded-for')?.split(',')[0]?.trim() || 'unknown';
}
