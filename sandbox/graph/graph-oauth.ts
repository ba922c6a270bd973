import { randomUUID } from 'node:crypto';
import type { OAuthMemory } from '@/sandbox/provider-kit/oauth-memory';
import { type OAuthApp, oauthRoutes } from '@/sandbox/provider-kit/oauth-routes';
import type { Router } from '@/sandbox/provider-kit/router';
import { allScopes } from './scopes';
import type { World } from './world';

const CODES: Readonly<Record<string, number>> = {
  invalid_grant: 70008,
  invalid_client: 7000215,
  invalid_request: 900144,
};

/** Microsoft's authorization server, v2: all or nothing, and a new refresh token with every refresh. */
export function graphOAuthRoutes(world: World, memory: OAuthMemory, app: OAuthApp, router: Router): void {
  oauthRoutes(
    {
      provider: 'Microsoft',
      app,
      memory,
      authorizePath: '/common/oauth2/v2.0/authorize',
      tokenPath: '/common/oauth2/v2.0/token',
      scopes: allScopes,
      choosable: false,
      accounts: () =>
        world.accounts.map(({ id, name, email, kind }) => ({ id, label: name, note: `${email} · ${kind}` })),
      offline: (query) => (query.get('scope') ?? '').split(/\s+/).includes('offline_access'),
      tokens: ({ accessToken, refreshToken, grant }) => ({
        token_type: 'Bearer',
        scope: grant.scopes.filter((scope) => scope !== 'offline_access').join(' '),
        expires_in: memory.accessSeconds - 1,
        ext_expires_in: memory.accessSeconds - 1,
        access_token: accessToken,
        ...(refreshToken ? { refresh_token: refreshToken } : {}),
      }),
      refusal: (error, description) => ({
        error,
        error_description: `AADSTS${CODES[error] ?? 90014}: ${description}`,
        error_codes: [CODES[error] ?? 90014],
        timestamp: world.now().toISOString(),
        trace_id: randomUUID(),
        correlation_id: randomUUID(),
      }),
    },
    router,
  );
}
