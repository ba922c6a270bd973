import { requestTokens, scopesMissing, type WireTokens } from '@/lib/calendars/connections/request-tokens';
import { CalendarFaultError } from '@/lib/calendars/faults';
import type { GrantedTokens, OAuthFacet } from '@/lib/calendars/provider-module';
import { dataOf, type GraphClient, httpTo, type OutlookDeps } from './client';
import { accountKindOf } from './map';
import { wireMe } from './wire';

/** Who it is, and his calendars: no more is asked for. */
const NEEDED = ['User.Read', 'Calendars.ReadWrite'];
const SCOPE = ['offline_access', ...NEEDED].join(' ');
/** Work, school and personal accounts alike. */
const TENANT = 'common';

/** Microsoft's OAuth: every refresh brings a new refresh token, which takes the place of the old one. */
export function outlookOAuth(deps: OutlookDeps, client: GraphClient): OAuthFacet {
  const { config, clock } = deps;
  const http = httpTo(deps, 'microsoft-oauth', `${config.authUrl}/${TENANT}/oauth2/v2.0`);
  const app = { client_id: config.client?.id ?? '', client_secret: config.client?.secret ?? '' };

  const granted = (tokens: WireTokens, refreshToken: string): GrantedTokens => ({
    credentials: { accessToken: tokens.access_token, refreshToken },
    expiresAt: new Date(clock.now().getTime() + tokens.expires_in * 1000),
  });

  return {
    configured: config.client !== null,
    authorizeUrl({ state, codeChallenge, redirectUri }) {
      const url = new URL(`${config.authUrl}/${TENANT}/oauth2/v2.0/authorize`);
      url.search = new URLSearchParams({
        client_id: app.client_id,
        redirect_uri: redirectUri,
        response_type: 'code',
        response_mode: 'query',
        scope: SCOPE,
        prompt: 'select_account',
        state,
        code_challenge: codeChallenge,
        code_challenge_method: 'S256',
      }).toString();
      return url.href;
    },
    async exchange({ code, codeVerifier, redirectUri }) {
      const form = { grant_type: 'authorization_code', code, code_verifier: codeVerifier, redirect_uri: redirectUri };
      const tokens = await requestTokens(http, '/token', { ...form, ...app, scope: SCOPE }, false);
      const missing = scopesMissing(NEEDED, (tokens.scope ?? '').replaceAll('https://graph.microsoft.com/', ''));
      if (missing.length > 0) throw new CalendarFaultError('permission_missing', missing.join(' '));
      if (!tokens.refresh_token) throw new CalendarFaultError('permission_missing', 'no refresh token');
      const { credentials, expiresAt } = granted(tokens, tokens.refresh_token);
      const answer = await client.ask(
        { accountId: tokens.refresh_token, credentials },
        { method: 'GET', path: '/me', query: { $select: 'id,mail,userPrincipalName' }, repeatable: true },
      );
      const me = dataOf(answer, wireMe);
      return {
        credentials: { ...credentials, kind: accountKindOf(me.id) },
        expiresAt,
        account: { accountId: me.id, label: me.mail ?? me.userPrincipalName },
      };
    },
    async refresh(credentials) {
      const refreshToken = credentials.refreshToken ?? '';
      const form = { grant_type: 'refresh_token', refresh_token: refreshToken, ...app, scope: SCOPE };
      const tokens = await requestTokens(http, '/token', form, true);
      return granted(tokens, tokens.refresh_token ?? refreshToken);
    },
    /** Microsoft lets an app end no single grant: the tokens are forgotten here, and end there by themselves. */
    revoke: () => Promise.resolve(),
  };
}
