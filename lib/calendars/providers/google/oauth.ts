import { requestTokens, scopesMissing, type WireTokens } from '@/lib/calendars/connections/request-tokens';
import { CalendarFaultError } from '@/lib/calendars/faults';
import type { GrantedTokens, OAuthFacet } from '@/lib/calendars/provider-module';
import { dataOf, type GoogleClient, type GoogleDeps, httpTo } from './client';
import { wireCalendarListEntry } from './wire';

/** When somebody is busy, his own calendars' events, and which calendars he has: no more is asked for. */
export const GOOGLE_SCOPES = ['calendar.freebusy', 'calendar.events.owned', 'calendar.calendarlist.readonly'].map(
  (name) => `https://www.googleapis.com/auth/${name}`,
);

/** Google's OAuth: boxes can be unticked, and a refresh token stays the same for as long as the grant lives. */
export function googleOAuth(deps: GoogleDeps, client: GoogleClient): OAuthFacet {
  const { config, clock } = deps;
  const http = httpTo(deps, 'google-oauth', config.tokenUrl);

  const granted = (tokens: WireTokens, refreshToken: string): GrantedTokens => ({
    credentials: { accessToken: tokens.access_token, refreshToken },
    expiresAt: new Date(clock.now().getTime() + tokens.expires_in * 1000),
  });

  return {
    configured: config.client !== null,
    authorizeUrl({ state, codeChallenge, redirectUri }) {
      const url = new URL(`${config.authUrl}/o/oauth2/v2/auth`);
      url.search = new URLSearchParams({
        client_id: config.client?.id ?? '',
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: GOOGLE_SCOPES.join(' '),
        // Without the consent page a second connection would get no refresh token.
        access_type: 'offline',
        prompt: 'consent',
        include_granted_scopes: 'true',
        state,
        code_challenge: codeChallenge,
        code_challenge_method: 'S256',
      }).toString();
      return url.href;
    },
    async exchange({ code, codeVerifier, redirectUri }) {
      const form = { grant_type: 'authorization_code', code, code_verifier: codeVerifier, redirect_uri: redirectUri };
      const tokens = await requestTokens(http, '/token', { ...form, ...clientOf(deps) }, false);
      const missing = scopesMissing(GOOGLE_SCOPES, tokens.scope ?? '');
      if (missing.length > 0) throw new CalendarFaultError('permission_missing', missing.join(' '));
      if (!tokens.refresh_token) throw new CalendarFaultError('permission_missing', 'no refresh token');
      const { credentials, expiresAt } = granted(tokens, tokens.refresh_token);
      const answer = await client.ask(
        { accountId: tokens.refresh_token, credentials },
        { method: 'GET', path: '/users/me/calendarList/primary', repeatable: true },
      );
      const primary = dataOf(answer, wireCalendarListEntry);
      return {
        credentials,
        expiresAt,
        account: {
          accountId: primary.id,
          label: primary.id,
          ...(primary.timeZone ? { timeZone: primary.timeZone } : {}),
        },
      };
    },
    async refresh(credentials) {
      const refreshToken = credentials.refreshToken ?? '';
      const form = { grant_type: 'refresh_token', refresh_token: refreshToken, ...clientOf(deps) };
      const tokens = await requestTokens(http, '/token', form, true);
      return granted(tokens, tokens.refresh_token ?? refreshToken);
    },
    async revoke({ refreshToken = '' }) {
      await http.send({ method: 'POST', path: '/revoke', form: { token: refreshToken }, repeatable: true });
    },
  };
}

function clientOf({ config }: GoogleDeps): Record<string, string> {
  return { client_id: config.client?.id ?? '', client_secret: config.client?.secret ?? '' };
}
