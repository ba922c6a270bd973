import { type Answer, html, redirect } from '@/sandbox/provider-kit/answer';
import type { Call, Router } from '@/sandbox/provider-kit/router';
import { type AuthorizeFields, consentPage, refusalPage } from './consent-page';
import type { Grants } from './grants';
import type { World } from './world';

/**
 * The browser's part of OAuth: the consent page, and the way back from it. Fault: `withheld-scope` grants all but the
 * scope that its body names.
 */
export function authorizeRoutes(world: World, grants: Grants, router: Router): void {
  router
    .on('GET', '/oauth/authorize', 'oauth.authorize', ({ request }) => {
      const fields = Object.fromEntries(request.query);
      const fault = faultOf(world, fields);
      return fault
        ? html(400, refusalPage(fault))
        : html(200, consentPage(fields, [...world.users.values()], scopesOf(fields)));
    })
    .on('POST', '/oauth/consent', 'oauth.consent', (call) => decide(world, grants, call));
}

function decide(world: World, grants: Grants, call: Call): Answer {
  const { account = '', decision = '', ...fields } = Object.fromEntries(call.request.form);
  const fault = faultOf(world, fields);
  if (fault) return html(400, refusalPage(fault));
  const back = new URL(fields.redirect_uri ?? '');
  if (decision === 'allow') {
    const withheld = call.fault('withheld-scope')?.body;
    const code = grants.makeCode({
      userId: world.user(account).uuid,
      scopes: scopesOf(fields).filter((scope) => scope !== withheld),
      redirectUri: fields.redirect_uri ?? '',
      challenge: fields.code_challenge ?? null,
    });
    back.searchParams.set('code', code);
  } else {
    back.searchParams.set('error', 'access_denied');
    back.searchParams.set('error_description', 'The resource owner or authorization server denied the request.');
  }
  if (fields.state !== undefined) back.searchParams.set('state', fields.state);
  return redirect(back.href);
}

/** What is wrong with a request to authorize; it is told to the person, never to the address it names. */
function faultOf(world: World, fields: AuthorizeFields): string | null {
  const { app } = world.account;
  if (fields.client_id !== app.clientId) return 'Client authentication failed due to unknown client.';
  if (!app.redirectUris.includes(fields.redirect_uri ?? '')) return 'The redirect uri included is not valid.';
  if (fields.response_type !== 'code') return 'The authorization server does not support this response type.';
  if (fields.code_challenge_method !== undefined && fields.code_challenge_method !== 'S256')
    return 'The code challenge method must be S256.';
  if (fields.code_challenge !== undefined && !/^[\w-]{43}$/.test(fields.code_challenge))
    return 'The code challenge is malformed.';
  const scopes = scopesOf(fields);
  if (scopes.length === 0 || scopes.some((scope) => !app.scopes.includes(scope)))
    return 'The requested scope is invalid, unknown, or malformed.';
  return null;
}

function scopesOf(fields: AuthorizeFields): string[] {
  return (fields.scope ?? '').split(' ').filter(Boolean);
}
