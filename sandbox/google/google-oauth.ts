import { empty, json } from '@/sandbox/provider-kit/answer';
import type { OAuthMemory } from '@/sandbox/provider-kit/oauth-memory';
import { type OAuthApp, oauthRoutes } from '@/sandbox/provider-kit/oauth-routes';
import type { Router } from '@/sandbox/provider-kit/router';
import { allScopes } from './scopes';
import type { World } from './world';

/** Google's authorization server: boxes that can be unticked, and a revocation endpoint. */
export function googleOAuthRoutes(world: World, memory: OAuthMemory, app: OAuthApp, router: Router): void {
  oauthRoutes(
    {
      provider: 'Google',
      app,
      memory,
      authorizePath: '/o/oauth2/v2/auth',
      tokenPath: '/token',
      scopes: allScopes,
      choosable: true,
      accounts: () => world.directory.accounts.map(({ email, name }) => ({ id: email, label: name, note: email })),
      // A second consent brings none unless it is forced.
      offline: (query) => query.get('access_type') === 'offline' && query.get('prompt') === 'consent',
      tokens: ({ accessToken, refreshToken, grant }) => ({
        access_token: accessToken,
        expires_in: memory.accessSeconds - 1,
        ...(refreshToken ? { refresh_token: refreshToken } : {}),
        ...(refreshToken && memory.refreshSeconds ? { refresh_token_expires_in: memory.refreshSeconds } : {}),
        scope: grant.scopes.join(' '),
        token_type: 'Bearer',
      }),
      refusal: (error, description) => ({ error, error_description: description }),
    },
    router,
  );
  router.on('POST', '/revoke', 'oauth.revoke', ({ request }) =>
    memory.revokeToken(request.form.get('token') ?? '')
      ? empty(200)
      : json(400, { error: 'invalid_token', error_description: 'Token expired or revoked' }),
  );
}
