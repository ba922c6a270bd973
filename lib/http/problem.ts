import { AppError, errorStatus } from '@/lib/core/errors';

const TITLES: Record<number, string> = {
  400: 'The request is not valid',
  401: 'Sign in to continue',
  402: 'Your plan does not include this',
  403: 'You do not have permission',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Request too large',
  415: 'Unsupported content type',
  429: 'Too many requests',
  500: 'Something went wrong',
  502: 'A connected service failed',
  503: 'A connected service is unavailable',
};

/**
 * The response to a failed request: `application/problem+json` (RFC 9457) with a stable `code`.
 * Anything that is not an AppError becomes a bare 500 with the request id.
 */
export function problemResponse(error: unknown, requestId: string): Response {
  const known =
    error instanceof AppError ? error : new AppError('internal_error', 'Something went wrong on our side. Try again.');
  const status = errorStatus[known.code];
  const headers = new Headers({
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-request-id': requestId,
  });
  if (known.retryAfterSeconds !== undefined) headers.set('retry-after', String(known.retryAfterSeconds));
  if (status === 401) headers.set('www-authenticate', 'Bearer');
  return Response.json(
    {
      type: `/docs/errors#${known.code}`,
      title: TITLES[status] ?? 'Error',
      status,
      code: known.code,
      detail: known.message,
      requestId,
      ...(known.fields ? { errors: known.fields } : {}),
      ...known.extra,
    },
    { status, headers },
  );
}
