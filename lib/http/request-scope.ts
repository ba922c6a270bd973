import type { LogFields } from '@/lib/log/logger';
import type { Deps } from '@/lib/wiring/deps';
import { problemResponse } from './problem';

/** What one request gathers on its way: its id, its instant, and the fields of its one log line. */
export interface RequestScope {
  requestId: string;
  now: Date;
  deps: Deps;
  log: LogFields;
}

/**
 * The frame around every handler: makes the request id, samples the time once, turns errors into problem documents,
 * and writes one wide log line. Handlers need no try/catch.
 */
export async function inRequestScope(
  request: Request,
  route: string,
  deps: Deps,
  handle: (scope: RequestScope) => Promise<Response>,
): Promise<Response> {
  const started = deps.clock.elapsed();
  const scope: RequestScope = { requestId: deps.ids.make('request'), now: deps.clock.now(), deps, log: {} };
  let response: Response;
  let failure: unknown;
  try {
    response = await handle(scope);
  } catch (error) {
    failure = error;
    response = problemResponse(error, scope.requestId);
  }
  response.headers.set('x-request-id', scope.requestId);
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
  const fields: LogFields = {
    requestId: scope.requestId,
    method: request.method,
    route,
    status: response.status,
    durationMs: Math.round((deps.clock.elapsed() - started) * 10) / 10,
    ...(failure && 'code' in Object(failure) ? { code: String(Object(failure).code) } : {}),
    ...scope.log,
  };
  if (response.status >= 500) deps.logger.error('request', fields, failure);
  else deps.logger.info('request', fields);
  return response;
}
