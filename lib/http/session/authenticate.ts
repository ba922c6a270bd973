import { AppError } from '@/lib/core/errors';
import { type Identity, identifyApiKey, identifySession } from '@/lib/orgs/access/identify';
import { readSessionToken } from '@/lib/security/session-token';
import type { Deps } from '@/lib/wiring/deps';
import { requireSameOrigin } from './origin';
import { readSessionCookie } from './session-cookie';

/**
 * Who sends this request: an API key (`Authorization: Bearer sl_…`) or a session cookie. A cookie counts only for
 * requests of our own pages.
 * @throws AppError `unauthenticated`, `cross_origin`
 */
export async function authenticate(request: Request, now: Date, deps: Deps): Promise<Identity> {
  const authorization = request.headers.get('authorization');
  if (authorization !== null) {
    const key = /^Bearer (sl_[\w-]{20,100})$/i.exec(authorization)?.[1];
    const identity = key ? await identifyApiKey(deps.db, key, now) : null;
    if (!identity)
      throw new AppError(
        'unauthenticated',
        'This API key is invalid or has been revoked. Send a valid key as Authorization: Bearer sl_….',
      );
    return identity;
  }
  const token = readSessionCookie(request.headers.get('cookie'), deps.config.appUrl);
  const sessionId = token && (await readSessionToken(token, now, deps.config.authSecret));
  const identity = sessionId ? await identifySession(deps.db, sessionId, now) : null;
  if (!identity) throw new AppError('unauthenticated', "You've been signed out. Sign in again.");
  requireSameOrigin(request, deps.config.appUrl);
  return identity;
}
