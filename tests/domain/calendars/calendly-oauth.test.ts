import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { GrantedTokens } from '@/lib/calendars/provider-module';
import { createCalendlyModule } from '@/lib/calendars/providers/calendly/module';
import { systemClock } from '@/lib/core/clock';
import { danaId } from '@/sandbox/calendly/sample-account';
import { type CalendlyWorld, calendlyConfig, calendlyWorld, callbackUri, grantCode } from '@/tests/support/calendly';

let now: Date;
const clock = { ...systemClock, now: () => now };
let world: CalendlyWorld;

beforeEach(async () => {
  now = new Date('2026-03-02T10:00:00Z');
  world = await calendlyWorld({ clock });
});
afterEach(() => world.close());

const control = () => world.calendly.control;
const exchange = async () => world.oauth.exchange({ ...(await grantCode(world.oauth)), redirectUri: callbackUri });
const works = async ({ credentials }: GrantedTokens) => {
  const headers = { authorization: `Bearer ${credentials.accessToken}` };
  return (await fetch(`${world.calendly.url}/users/me`, { headers })).status === 200;
};

describe('connecting Calendly', () => {
  it('the code and its verifier give tokens, and the account they are of', async () => {
    const granted = await exchange();
    expect(granted.account).toEqual({
      accountId: `https://api.calendly.com/users/${danaId}`,
      label: 'dana-host@example.test',
    });
    expect(granted.expiresAt).toEqual(new Date('2026-03-02T12:00:00Z'));
    expect(await works(granted)).toBe(true);
  });

  it('without the verifier that belongs to it, a code is worth nothing', async () => {
    const { code } = await grantCode(world.oauth);
    const { codeVerifier } = await grantCode(world.oauth);
    await expect(world.oauth.exchange({ code, codeVerifier, redirectUri: callbackUri })).rejects.toMatchObject({
      fault: 'grant_expired',
    });
  });

  it('a secret that Calendly does not know is our fault, never the user’s', async () => {
    const granted = await exchange();
    const config = { ...calendlyConfig(world.calendly), client: { id: 'calendly-client', secret: 'mistyped' } };
    const { oauth } = createCalendlyModule({ config, kv: world.kv, clock });
    const error = await oauth?.refresh(granted.credentials).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'provider_failed', detail: 'invalid_client' });
    expect(error).not.toHaveProperty('fault');
    expect(await works(await world.oauth.refresh(granted.credentials))).toBe(true);
  });

  it('revoking ends the grant; one that is gone already counts as revoked', async () => {
    const granted = await exchange();
    await world.oauth.revoke(granted.credentials);
    expect(await works(granted)).toBe(false);
    await world.oauth.revoke(granted.credentials);
  });
});

describe('refreshing Calendly’s tokens', () => {
  it('gives a new pair; the old refresh token works no more', async () => {
    const first = await exchange();
    now = new Date('2026-03-02T11:58:00Z');
    const second = await world.oauth.refresh(first.credentials);
    expect(second.credentials.refreshToken).not.toBe(first.credentials.refreshToken);
    expect(second.expiresAt).toEqual(new Date('2026-03-02T13:58:00Z'));
    expect(await works(second)).toBe(true);
    await expect(world.oauth.refresh(first.credentials)).rejects.toMatchObject({ fault: 'grant_expired' });
  });

  it('after a revocation says that the account has to be connected again', async () => {
    const granted = await exchange();
    control().revokeGrants(danaId);
    await expect(world.oauth.refresh(granted.credentials)).rejects.toMatchObject({ fault: 'grant_expired' });
  });

  it('is tried once more when nothing came of the first try', async () => {
    const granted = await exchange();
    control().addFault({ kind: 'drop', operation: 'oauth.token', count: 1 });
    expect(await works(await world.oauth.refresh(granted.credentials))).toBe(true);
  });

  it('does not blame the grant while the server does not answer', async () => {
    const granted = await exchange();
    control().addFault({ kind: 'status', status: 503, operation: 'oauth.token' });
    await expect(world.oauth.refresh(granted.credentials)).rejects.toMatchObject({ code: 'provider_unavailable' });
  });

  it('stays below eight token requests a minute, whoever asks', async () => {
    let { credentials } = await exchange();
    let sent = 0;
    let refused = 0;
    for (let second = 0; second < 60; second += 5) {
      now = new Date(Date.parse('2026-03-02T10:00:01Z') + second * 1000);
      await world.oauth.refresh(credentials).then(
        (granted) => {
          credentials = { ...credentials, ...granted.credentials };
          sent += 1;
        },
        (error: { code: string }) => {
          expect(error.code).toBe('provider_unavailable');
          refused += 1;
        },
      );
    }
    expect([sent, refused]).toEqual([7, 5]);
    expect(
      control()
        .exchanges('oauth.token')
        .every(({ status }) => status === 200),
    ).toBe(true);
  });
});
