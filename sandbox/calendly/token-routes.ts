import { type Answer, json } from '@/sandbox/provider-kit/answer';
import type { SimulatedRequest } from '@/sandbox/provider-kit/request';
import type { Router } from '@/sandbox/provider-kit/router';
import { ACCESS_SECONDS, type Grants, type IssuedTokens } from './grants';
import type { Limits } from './limits';
import { OAuthRefusal } from './refusal';
import { uri } from './uris';
import type { World } from './world';

/** The server's part of OAuth: tokens, revocation, introspection. */
export function tokenRoutes(world: World, grants: Grants, limits: Limits, router: Router): void {
  router
    .on('POST', '/oauth/token', 'oauth.token', ({ request }) => {
      requireBasic(world, request);
      const fields = Object.fromEntries(request.form);
      if (fields.grant_type === 'refresh_token') return refresh(world, grants, limits, fields);
      if (fields.grant_type === 'authorization_code') return redeem(world, grants, limits, fields);
      throw new OAuthRefusal(400, 'unsupported_grant_type', 'The authorization grant type is not supported.');
    })
    .on('POST', '/oauth/revoke', 'oauth.revoke', ({ request }) => {
      grants.revokeToken(requireFormClient(world, request));
      return json(200, {});
    })
    .on('POST', '/oauth/introspect', 'oauth.introspect', ({ request }) => {
      const access = grants.access(requireFormClient(world, request));
      if (!access || access.grant.revoked || access.expiresAt <= world.now().getTime())
        return json(200, { active: false });
      const exp = Math.floor(access.expiresAt / 1000);
      return json(200, {
        active: true,
        scope: access.grant.scopes.join(' '),
        client_id: world.account.app.clientId,
        token_type: 'Bearer',
        exp,
        iat: exp - ACCESS_SECONDS,
        owner: uri('users', access.grant.userId),
        organization: uri('organizations', world.user(access.grant.userId).organizationId),
      });
    });
}

function redeem(world: World, grants: Grants, limits: Limits, fields: Record<string, string>): Answer {
  const { code, redirect_uri: redirectUri, code_verifier: verifier = null } = fields;
  if (code === undefined || redirectUri === undefined)
    throw new OAuthRefusal(400, 'invalid_request', 'The request is missing a required parameter.');
  const found = grants.findCode(code);
  countToken(world, limits, found.userId);
  return tokenAnswer(world, grants.redeem(found, redirectUri, verifier));
}

function refresh(world: World, grants: Grants, limits: Limits, fields: Record<string, string>): Answer {
  if (fields.refresh_token === undefined)
    throw new OAuthRefusal(400, 'invalid_request', 'The request is missing a required parameter.');
  const grant = grants.findByRefreshToken(fields.refresh_token);
  countToken(world, limits, grant.userId);
  return tokenAnswer(world, grants.rotate(grant));
}

function countToken(world: World, limits: Limits, userId: string): void {
  if (!limits.token(userId, world.now().getTime()))
    throw new OAuthRefusal(429, 'rate_limited', 'Too many token requests. Try again in a minute.');
}

function tokenAnswer(world: World, { accessToken, refreshToken, createdAt, grant }: IssuedTokens): Answer {
  return json(200, {
    token_type: 'Bearer',
    access_token: accessToken,
    refresh_token: refreshToken,
    scope: grant.scopes.join(' '),
    created_at: createdAt,
    expires_in: ACCESS_SECONDS,
    owner: uri('users', grant.userId),
    organization: uri('organizations', world.user(grant.userId).organizationId),
  });
}

/** A web app proves itself by HTTP Basic. */
function requireBasic(world: World, request: SimulatedRequest): void {
  const { clientId, clientSecret } = world.account.app;
  const expected = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  if (request.headers.authorization !== expected) throw invalidClient();
}

/** @returns the token that the form names */
function requireFormClient(world: World, { form }: SimulatedRequest): string {
  const { clientId, clientSecret } = world.account.app;
  if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret) throw invalidClient();
  const token = form.get('token');
  if (token === null) throw new OAuthRefusal(400, 'invalid_request', 'The request is missing a required parameter.');
  return token;
}

function invalidClient(): OAuthRefusal {
  return new OAuthRefusal(401, 'invalid_client', 'Client authentication failed.');
}
