import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OAuthFacet } from '@/lib/calendars/provider-module';
import { GOOGLE_SCOPES } from '@/lib/calendars/providers/google/oauth';
import { dana, erin } from '@/sandbox/google/sample-account';
import { type Consent, consent } from '@/tests/support/consent';
import { type GoogleWorld, googleWorld } from '@/tests/support/google';

const redirectUri = 'http://localhost:3000/api/oauth/google/callback';
const codeVerifier = 'a-verifier-of-more-than-forty-three-characters-0123456789';
const codeChallenge = createHash('sha256').update(codeVerifier).digest('base64url');

let world: GoogleWorld;
let oauth: OAuthFacet;

beforeEach(async () => {
  world = await googleWorld({ testing: true });
  if (!world.module.oauth) throw new Error('no OAuth');
  oauth = world.module.oauth;
});
afterEach(() => world.close());

const consented = (how?: Consent) => consent(oauth.authorizeUrl({ state: 'st', codeChallenge, redirectUri }), how);
const exchanged = async (how?: Consent) => {
  const code = (await consented(how)).searchParams.get('code') ?? '';
  return oauth.exchange({ code, codeVerifier, redirectUri });
};
const works = async (credentials: Record<string, string>) => {
  const connection = { ...world.connection(), credentials };
  const from = new Date();
  await world.module.provider.availableSlots(connection, { from, to: new Date(from.getTime() + 3_600_000) }, 'UTC');
  return true;
};

describe('connecting Google', () => {
  it('asks for the least, offline, with PKCE, and comes back with the state', async () => {
    const asked = new URL(oauth.authorizeUrl({ state: 'st', codeChallenge, redirectUri })).searchParams;
    expect(asked.get('scope')?.split(' ')).toEqual(GOOGLE_SCOPES);
    expect(asked.get('access_type')).toBe('offline');
    expect(asked.get('prompt')).toBe('consent');
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect((await consented()).searchParams.get('state')).toBe('st');
  });

  it('the code and its verifier give tokens that work, the account and its zone', async () => {
    const granted = await exchanged({ account: erin });
    expect(granted.account).toEqual({ accountId: erin, label: erin, timeZone: 'Europe/Berlin' });
    expect(granted.expiresAt?.getTime()).toBeGreaterThan(Date.now() + 3_500_000);
    expect(await works(granted.credentials)).toBe(true);
  });

  it('consent denied comes back as a word, without a code', async () => {
    const back = await consented({ decision: 'deny' });
    expect([back.searchParams.get('error'), back.searchParams.get('code')]).toEqual(['access_denied', null]);
  });

  it.each(GOOGLE_SCOPES)('with the box of %s unticked nothing comes about', async (scope) => {
    await expect(exchanged({ untick: [scope] })).rejects.toMatchObject({ fault: 'permission_missing' });
  });

  it('a code works once, and only with its own verifier and address', async () => {
    const code = async () => (await consented()).searchParams.get('code') ?? '';
    const used = await code();
    await oauth.exchange({ code: used, codeVerifier, redirectUri });
    await expect(oauth.exchange({ code: used, codeVerifier, redirectUri })).rejects.toMatchObject({
      fault: 'grant_expired',
    });
    const other = 'another-verifier-of-more-than-forty-three-characters-01';
    await expect(oauth.exchange({ code: await code(), codeVerifier: other, redirectUri })).rejects.toMatchObject({
      fault: 'grant_expired',
    });
  });

  it('an app or an address that is not registered never gets to the consent', async () => {
    const url = oauth.authorizeUrl({ state: 'st', codeChallenge, redirectUri: 'http://localhost:3000/elsewhere' });
    expect((await fetch(url)).status).toBe(400);
  });
});

describe('refreshing Google’s tokens', () => {
  it('keeps the refresh token, of which Google does not send another', async () => {
    const first = await exchanged();
    const second = await oauth.refresh(first.credentials);
    expect(second.credentials.refreshToken).toBe(first.credentials.refreshToken);
    expect(second.credentials.accessToken).not.toBe(first.credentials.accessToken);
    expect(await works(second.credentials)).toBe(true);
    expect(await works((await oauth.refresh(second.credentials)).credentials)).toBe(true);
  });

  it('a grant that was taken back, or has ended as in testing, has to be given again', async () => {
    const revoked = await exchanged({ account: dana });
    world.google.control.revokeGrants(dana);
    await expect(oauth.refresh(revoked.credentials)).rejects.toMatchObject({ fault: 'grant_expired' });
    const ended = await exchanged({ account: erin });
    world.google.control.endRefreshTokens();
    await expect(oauth.refresh(ended.credentials)).rejects.toMatchObject({ fault: 'grant_expired' });
  });

  it('does not blame the grant while the server does not answer', async () => {
    const granted = await exchanged();
    world.google.control.addFault({ kind: 'status', status: 503, operation: 'oauth.token' });
    await expect(oauth.refresh(granted.credentials)).rejects.toMatchObject({ code: 'provider_unavailable' });
  });

  it('revoking ends the grant; one that is gone already counts as revoked', async () => {
    const granted = await exchanged();
    await oauth.revoke(granted.credentials);
    await expect(works(granted.credentials)).rejects.toMatchObject({ fault: 'grant_expired' });
    await oauth.revoke(granted.credentials);
  });
});
