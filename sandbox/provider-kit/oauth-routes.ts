import { type Answer, html, json, redirect } from './answer';
import { type ConsentAccount, oauthConsentPage, oauthRefusalPage } from './oauth-consent-page';
import type { IssuedTokens, OAuthMemory } from './oauth-memory';
import type { Call, Router } from './router';

/** The app as it is registered at the provider. */
export interface OAuthApp {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
}

interface OAuthServer {
  readonly provider: string;
  readonly app: OAuthApp;
  readonly memory: OAuthMemory;
  readonly authorizePath: string;
  readonly tokenPath: string;
  /** Scopes that may be asked for. */
  readonly scopes: ReadonlySet<string>;
  /** Boxes can be unticked on the consent page. */
  readonly choosable: boolean;
  accounts(): readonly ConsentAccount[];
  /** Whether the consent comes with a refresh token. */
  offline(query: URLSearchParams): boolean;
  /** The provider's own body of a success. */
  tokens(issued: IssuedTokens): object;
  /** The provider's own body of a refusal. */
  refusal(error: string, description: string): object;
}

const HANDED_ON = ['client_id', 'redirect_uri', 'scope', 'state', 'code_challenge', 'access_type', 'prompt'];

/** Authorization code with PKCE: the consent page, its two buttons, and the token endpoint. */
export function oauthRoutes(server: OAuthServer, router: Router): void {
  router
    .on('GET', server.authorizePath, 'oauth.authorize', ({ request }) => consent(server, request.query))
    .on('POST', `${server.authorizePath}/decision`, 'oauth.decide', ({ request }) => decide(server, request.form))
    .on('POST', server.tokenPath, 'oauth.token', (call) => exchange(server, call));
}

function consent(server: OAuthServer, query: URLSearchParams): Answer {
  const wrong = unacceptable(server, query);
  if (wrong) return html(400, oauthRefusalPage(wrong));
  const asked = scopesOf(query);
  const unknown = asked.find((scope) => !server.scopes.has(scope));
  if (asked.length === 0 || unknown !== undefined) return back(query, { error: 'invalid_scope' });
  if (query.get('response_type') !== 'code') return back(query, { error: 'unsupported_response_type' });
  if (query.has('code_challenge') && query.get('code_challenge_method') !== 'S256')
    return back(query, { error: 'invalid_request' });
  const fields = HANDED_ON.flatMap((name) => (query.has(name) ? [[name, query.get(name) ?? '']] : []));
  const page = oauthConsentPage({
    provider: server.provider,
    action: `${server.authorizePath}/decision`,
    fields: Object.fromEntries(fields),
    accounts: server.accounts(),
    scopes: asked,
    choosable: server.choosable,
  });
  return html(200, page);
}

/** Unregistered apps and addresses are told so here, and are sent nowhere. */
function unacceptable({ app }: OAuthServer, query: URLSearchParams): string | null {
  if (query.get('client_id') !== app.clientId) return 'Error 401: invalid_client';
  if (!app.redirectUris.includes(query.get('redirect_uri') ?? '')) return 'Error 400: redirect_uri_mismatch';
  return null;
}

function decide(server: OAuthServer, form: URLSearchParams): Answer {
  const wrong = unacceptable(server, form);
  if (wrong) return html(400, oauthRefusalPage(wrong));
  const accountId = form.get('account') ?? '';
  if (!server.accounts().some(({ id }) => id === accountId)) return html(400, oauthRefusalPage('No such account.'));
  if (form.get('decision') !== 'allow') return back(form, { error: 'access_denied' });
  const asked = scopesOf(form);
  const code = server.memory.makeCode({
    accountId,
    scopes: server.choosable ? asked.filter((scope) => form.getAll('allowed').includes(scope)) : asked,
    redirectUri: form.get('redirect_uri') ?? '',
    challenge: form.get('code_challenge'),
    offline: server.offline(form),
  });
  return back(form, { code });
}

function back(from: URLSearchParams, more: Record<string, string>): Answer {
  const url = new URL(from.get('redirect_uri') ?? '');
  const state = from.get('state');
  for (const [name, value] of Object.entries({ ...(state ? { state } : {}), ...more }))
    url.searchParams.set(name, value);
  return redirect(url.href);
}

function exchange(server: OAuthServer, { request: { form } }: Call): Answer {
  const { app, memory } = server;
  const refuse = (status: number, error: string, description: string) =>
    json(status, server.refusal(error, description));
  if (form.get('client_id') !== app.clientId || form.get('client_secret') !== app.clientSecret)
    return refuse(401, 'invalid_client', 'The client is unknown, or its secret is wrong.');
  if (form.get('grant_type') === 'authorization_code') {
    const [code, redirectUri] = [form.get('code'), form.get('redirect_uri')];
    if (!code || !redirectUri) return refuse(400, 'invalid_request', 'code and redirect_uri are required.');
    const issued = memory.redeem(code, redirectUri, form.get('code_verifier'));
    return issued ? json(200, server.tokens(issued)) : refuse(400, 'invalid_grant', 'The code does not work.');
  }
  if (form.get('grant_type') === 'refresh_token') {
    const issued = memory.refresh(form.get('refresh_token') ?? '');
    return issued
      ? json(200, server.tokens(issued))
      : refuse(400, 'invalid_grant', 'The token has been expired or revoked.');
  }
  return refuse(400, 'unsupported_grant_type', 'authorization_code or refresh_token');
}

function scopesOf(query: URLSearchParams): string[] {
  return (query.get('scope') ?? '').split(/\s+/).filter(Boolean);
}
