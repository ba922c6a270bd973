import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OAuthFacet } from '@/lib/calendars/provider-module';
import { danaWork, finnPersonal } from '@/sandbox/graph/sample-account';
import { type Consent, consent } from '@/tests/support/consent';
import { type GraphWorld, graphWorld, outlookScopes } from '@/tests/support/graph';

const redirectUri = 'http://localhost:3000/api/oauth/microsoft/callback';
const codeVerifier = 'a-verifier-of-more-than-forty-three-characters-0123456789';
const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');

let world: GraphWorld;
let oauth: OAuthFacet;

beforeEach(async () => {
  world = await graphWorld();
  if (!world.module.oauth) throw new Error('no OAuth');
  oauth = world.module.oauth;
});
afterEach(() => world.close());

const authorizeUrl = () => oauth.authorizeUrl({ state: 'st', codeChallenge, redirectUri });
const exchanged = async (how?: Consent) => {
  const code = (await consent(authorizeUrl(), how)).searchParams.get('code') ?? '';
  return oauth.exchange({ code, codeVerifier, redirectUri });
};

describe('connecting Outlook', () => {
  it('asks for the least, and PKCE', () => {
    const asked = new URL(authorizeUrl()).searchParams;
    expect(asked.get('scope')?.split(' ')).toEqual(outlookScopes);
    expect(asked.get('code_challenge_method')).toBe('S256');
  });

  it.each([danaWork, finnPersonal])('gives tokens and the account, $kind', async ({ id, email, kind }) => {
    const granted = await exchanged({ account: id });
    expect(granted.account).toEqual({ accountId: id, label: email });
    expect(granted.credentials).toMatchObject({ kind });
  });

  it('consent denied comes back as a word, and a code works once', async () => {
    expect((await consent(authorizeUrl(), { decision: 'deny' })).searchParams.get('error')).toBe('access_denied');
    const code = (await consent(authorizeUrl())).searchParams.get('code') ?? '';
    await oauth.exchange({ code, codeVerifier, redirectUri });
    await expect(oauth.exchange({ code, codeVerifier, redirectUri })).rejects.toMatchObject({ fault: 'grant_expired' });
  });

  it('a grant without the calendars is not enough', async () => {
    const url = new URL(authorizeUrl());
    url.searchParams.set('scope', 'offline_access User.Read');
    const code = (await consent(url.href)).searchParams.get('code') ?? '';
    await expect(oauth.exchange({ code, codeVerifier, redirectUri })).rejects.toMatchObject({
      fault: 'permission_missing',
    });
  });

  it('takes the new refresh token that every refresh brings', async () => {
    const first = await exchanged();
    const second = await oauth.refresh(first.credentials);
    expect(second.credentials.refreshToken).not.toBe(first.credentials.refreshToken);
    const third = await oauth.refresh(second.credentials);
    expect(third.credentials.accessToken).not.toBe(second.credentials.accessToken);
  });

  it('a grant that ended has to be given again; a server that is down is not blamed on it', async () => {
    const granted = await exchanged();
    world.graph.control.addFault({ kind: 'status', status: 503, operation: 'oauth.token' });
    await expect(oauth.refresh(granted.credentials)).rejects.toMatchObject({ code: 'provider_unavailable' });
    world.graph.control.clearFaults();
    world.graph.control.endRefreshTokens();
    await expect(oauth.refresh(granted.credentials)).rejects.toMatchObject({ fault: 'grant_expired' });
    await oauth.revoke(granted.credentials);
  });
});
