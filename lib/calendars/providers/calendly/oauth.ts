import { CalendarFaultError, calendarUnavailable } from '@/lib/calendars/faults';
import { createProviderHttp, type ProviderAnswer, UncertainOutcome } from '@/lib/calendars/provider-http';
import type { GrantedTokens, OAuthFacet } from '@/lib/calendars/provider-module';
import type { OAuthClient } from '@/lib/config/config';
import { AppError } from '@/lib/core/errors';
import { bucketOf, type CalendlyClient, type CalendlyDeps, faultOf, resource } from './client';
import { wireOAuthError, wireTokens, wireUser } from './wire';

/** The minimum for offering, booking, canceling and change notifications. */
const neededScopes = [
  'users:read',
  'event_types:read',
  'availability:read',
  'scheduled_events:write',
  'scheduling_links:write',
  'webhooks:write',
] as const;

/** A token request ends before the lease on the refresh does, its retry included. */
const TOKEN_TIMEOUT_MS = 10_000;
/** Of the 8 token requests a minute that a user has with all apps: a full bucket and what flows in. */
const TOKEN_BUDGET = { limit: 4, windowSeconds: 60 };

/** Connecting a Calendly account: authorization code with PKCE, refresh tokens that work once. */
export function calendlyOAuth(deps: CalendlyDeps, client: CalendlyClient): OAuthFacet {
  const { config, kv, clock, fetch } = deps;
  const http = createProviderHttp({
    name: 'calendly-auth',
    baseUrl: config.authUrl,
    kv,
    clock,
    ...(fetch ? { fetch } : {}),
  });

  function registered(): OAuthClient {
    if (!config.client) throw ourFault('no client id');
    return config.client;
  }

  async function requestTokens(form: Record<string, string>, userUri?: string) {
    const { id, secret } = registered();
    const answer = await http.send({
      method: 'POST',
      path: '/oauth/token',
      form,
      headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
      repeatable: false,
      timeoutMs: TOKEN_TIMEOUT_MS,
      ...(userUri ? { budget: { bucket: bucketOf(userUri), ...TOKEN_BUDGET } } : {}),
    });
    return tokensOf(answer, clock.now());
  }

  async function revoke(credentials: Record<string, string>): Promise<void> {
    const { id, secret } = registered();
    // Which of the two ends the grant is not documented.
    for (const token of [credentials.refreshToken, credentials.accessToken]) {
      if (!token) continue;
      await http.send({
        method: 'POST',
        path: '/oauth/revoke',
        form: { client_id: id, client_secret: secret, token },
        repeatable: true,
        timeoutMs: TOKEN_TIMEOUT_MS,
      });
    }
  }

  return {
    configured: config.client !== null,
    authorizeUrl({ state, codeChallenge, redirectUri }) {
      const url = new URL(`${config.authUrl.replace(/\/+$/, '')}/oauth/authorize`);
      url.search = new URLSearchParams({
        client_id: registered().id,
        response_type: 'code',
        redirect_uri: redirectUri,
        state,
        scope: neededScopes.join(' '),
        code_challenge: codeChallenge,
        code_challenge_method: 'S256',
      }).toString();
      return url.href;
    },
    async exchange({ code, codeVerifier, redirectUri }) {
      const tokens = await requestTokens({
        grant_type: 'authorization_code',
        code,
        code_verifier: codeVerifier,
        redirect_uri: redirectUri,
      }).catch(notCertain);
      try {
        requireScopes(tokens.scope);
        const label = await accountEmail(client, tokens);
        const { granted, owner } = tokens;
        return { ...granted, account: { accountId: owner, label } };
      } catch (error) {
        // A grant that nobody keeps the tokens of is ended; what went wrong matters more than whether that works.
        await revoke(tokens.granted.credentials).catch(() => undefined);
        throw error;
      }
    },
    async refresh(credentials) {
      const { refreshToken, owner } = credentials;
      if (!refreshToken) throw new CalendarFaultError('grant_expired', 'no refresh token');
      const form = { grant_type: 'refresh_token', refresh_token: refreshToken };
      try {
        return (await requestTokens(form, owner)).granted;
      } catch (error) {
        if (!(error instanceof UncertainOutcome)) throw error;
        // Either nothing happened, and it works now; or the token is spent, and the grant has to be given again.
        return (await requestTokens(form, owner).catch(notCertain)).granted;
      }
    },
    revoke,
  };
}

interface Tokens {
  granted: GrantedTokens;
  scope: string;
  owner: string;
  organization: string;
}

function tokensOf({ status, body }: ProviderAnswer, now: Date): Tokens {
  if (status >= 400) throw refusalOf(status, body);
  const parsed = wireTokens.safeParse(body);
  if (!parsed.success) throw ourFault(`unexpected token answer at ${parsed.error.issues[0]?.path.join('.')}`);
  const { access_token, refresh_token, scope, expires_in, owner, organization } = parsed.data;
  return {
    granted: {
      credentials: { accessToken: access_token, refreshToken: refresh_token, owner, organization },
      expiresAt: new Date(now.getTime() + expires_in * 1000),
    },
    scope,
    owner,
    organization,
  };
}

/** Only `invalid_grant` speaks of the user's grant; everything else is between this installation and Calendly. */
function refusalOf(status: number, body: unknown): AppError {
  const error = wireOAuthError.safeParse(body).data?.error ?? `HTTP ${status}`;
  if (error === 'invalid_grant') return new CalendarFaultError('grant_expired', error);
  if (status === 403 && /upgrade/i.test(JSON.stringify(body) ?? ''))
    return new CalendarFaultError('plan_too_small', error);
  return ourFault(error);
}

function ourFault(detail: string): AppError {
  return new AppError(
    'provider_failed',
    'Calendly rejects this installation’s OAuth client. Check its id and secret.',
    {
      extra: { reason: 'client_refused' },
      detail,
    },
  );
}

/** @throws CalendarFaultError `permission_missing` */
function requireScopes(granted: string): void {
  const held = granted.split(' ');
  // Grants from before there were scopes hold everything.
  if (held.includes('default')) return;
  const lacking = neededScopes.filter(
    (scope) => !held.includes(scope) && !held.includes(scope.replace(/:read$/, ':write')),
  );
  if (lacking.length > 0) throw new CalendarFaultError('permission_missing', lacking.join(' '));
}

/** The account's address; on the way, whether its plan takes subscriptions. */
async function accountEmail(client: CalendlyClient, { granted, owner, organization }: Tokens): Promise<string> {
  const account = {
    accessToken: granted.credentials.accessToken ?? '',
    userUri: owner,
    organizationUri: organization,
  };
  const probe = { organization, scope: 'user', user: owner, count: '1' };
  const [me, subscriptions] = await Promise.all([
    client.ask(account, { method: 'GET', path: '/users/me', repeatable: true }),
    client.ask(account, { method: 'GET', path: '/webhook_subscriptions', query: probe, repeatable: true }),
  ]);
  if (!subscriptions.ok) throw faultOf(subscriptions);
  return resource(me, wireUser).email;
}

/** A lost answer about tokens: nothing of the user's is in doubt, and nothing can be looked up. */
function notCertain(error: unknown): never {
  throw error instanceof UncertainOutcome ? calendarUnavailable('timeout') : error;
}
