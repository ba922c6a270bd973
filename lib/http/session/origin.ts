import { AppError } from '@/lib/core/errors';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses a state change that another site's page started. Every browser sends `Origin` or `Sec-Fetch-Site` with
 * such a request; a client that sends neither is no browser and carries no cookie it was not given.
 * @throws AppError `cross_origin`
 */
export function requireSameOrigin(request: Request, appUrl: string): void {
  if (SAFE_METHODS.has(request.method)) return;
  const origin = request.headers.get('origin');
  if (origin !== null) {
    if (origin === appUrl || hostOf(origin) === request.headers.get('host')) return;
    throw refused();
  }
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') throw refused();
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

function refused(): AppError {
  return new AppError('cross_origin', 'This request came from another site.');
}
