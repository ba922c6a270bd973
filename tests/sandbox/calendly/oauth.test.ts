import { afterEach, beforeEach, expect, it } from 'vitest';
import { danaId } from '@/sandbox/calendly/sample-account';
import { authorizeFields, codeFor, type Line, monday, openLine, redirectUri, tokensFor, verifier } from './client';

let line: Line;
beforeEach(async () => {
  line = await openLine();
});
afterEach(() => line.calendly.stop());

const redeem = (code: string, changes: Record<string, string> = {}, basic?: string) =>
  line.form(
    '/oauth/token',
    { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier, ...changes },
    basic,
  );
const refresh = (token: string) => line.form('/oauth/token', { grant_type: 'refresh_token', refresh_token: token });
const later = (minutes: number) => line.setNow(new Date(monday.getTime() + minutes * 60_000));

it('shows a consent page with Allow, Deny and a choice of account', async () => {
  const { status, text: page } = await line.get('/oauth/authorize', authorizeFields());
  expect(status).toBe(200);
  for (const text of [
    '>Allow<',
    '>Deny<',
    'dana-host@example.test',
    'erin-host@example.test',
    'scheduled_events:write',
  ])
    expect(page).toContain(text);
});

it.each([
  ['an unknown client', { client_id: 'stranger' }],
  ['an address that is not registered', { redirect_uri: 'http://localhost:3000/elsewhere' }],
  ['another way to answer', { response_type: 'token' }],
  ['a challenge in clear', { code_challenge_method: 'plain' }],
  ['a scope that there is not', { scope: 'users:read everything' }],
  ['no scope', { scope: '' }],
])('refuses %s on its own page, never by sending the browser away', async (_, changes) => {
  const asked = await line.get('/oauth/authorize', authorizeFields(changes));
  const decided = await line.form('/oauth/consent', {
    ...authorizeFields(changes),
    account: danaId,
    decision: 'allow',
  });
  for (const answer of [asked, decided]) {
    expect(answer.status).toBe(400);
    expect(answer.headers.get('location')).toBeNull();
  }
});

it('refuses a scope that is not switched on in the app', async () => {
  await line.calendly.stop();
  line = await openLine({ app: { scopes: ['users:read'] } });
  expect((await line.get('/oauth/authorize', authorizeFields())).text).toContain(
    'scope is invalid, unknown, or malformed',
  );
});

it('sends a denial back with the state', async () => {
  const answer = await line.form('/oauth/consent', { ...authorizeFields(), account: danaId, decision: 'deny' });
  const back = new URL(answer.headers.get('location') ?? '');
  expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: 'access_denied', state: 'the state' });
});

it('gives tokens for a code once, within ten minutes, to who has the verifier and the secret', async () => {
  const code = await codeFor(line);
  expect((await redeem(code, {}, 'calendly-client:wrong')).body.error).toBe('invalid_client');
  expect((await redeem(code, { code_verifier: `${verifier}x` })).body.error).toBe('invalid_grant');
  expect((await redeem(code, { redirect_uri: `${redirectUri}/x` })).body.error).toBe('invalid_grant');
  const first = await redeem(code);
  expect(first.body).toMatchObject({
    token_type: 'Bearer',
    scope: 'users:read scheduled_events:write',
    created_at: monday.getTime() / 1000,
    expires_in: 7200,
    owner: `https://api.calendly.com/users/${danaId}`,
  });
  expect(first.body.access_token.length).toBeGreaterThan(300);
  expect((await redeem(code)).body.error).toBe('invalid_grant');
  const old = await codeFor(line);
  later(11);
  expect((await redeem(old)).body.error).toBe('invalid_grant');
});

it('gives each refresh token’s successor once; a second use is invalid_grant and harms nobody', async () => {
  const first = await tokensFor(line);
  const second = (await refresh(first.refresh_token)).body;
  expect(second.refresh_token).not.toBe(first.refresh_token);
  expect(await refresh(first.refresh_token)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  expect((await refresh(second.refresh_token)).status).toBe(200);
});

it('lets access tokens end after two hours, and grants when they are revoked', async () => {
  const { access_token: token, refresh_token: again } = await tokensFor(line);
  expect((await line.get('/users/me', {}, token)).status).toBe(200);
  later(121);
  expect((await line.get('/users/me', {}, token)).body).toEqual({
    title: 'Unauthenticated',
    message: 'The access token expired',
  });
  const renewed = (await refresh(again)).body;
  const client = { client_id: 'calendly-client', client_secret: 'calendly-secret' };
  const introspect = async () =>
    (await line.form('/oauth/introspect', { ...client, token: renewed.access_token })).body;
  expect(await introspect()).toMatchObject({ active: true, owner: `https://api.calendly.com/users/${danaId}` });
  await line.form('/oauth/revoke', { ...client, token: renewed.refresh_token });
  expect(await introspect()).toEqual({ active: false });
  expect((await line.get('/users/me', {}, renewed.access_token)).body.message).toBe('The access token is invalid');
  expect((await refresh(renewed.refresh_token)).body.error).toBe('invalid_grant');
});

it('answers the ninth token request of a minute with 429', async () => {
  let token = (await tokensFor(line)).refresh_token;
  const statuses: number[] = [];
  for (let n = 0; n < 8; n += 1) {
    const answer = await refresh(token);
    statuses.push(answer.status);
    token = answer.body.refresh_token ?? token;
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 200, 429]);
  later(2);
  expect((await refresh(token)).status).toBe(200);
});

it('keeps codes, tokens and secrets out of its ledger', async () => {
  const { access_token, refresh_token } = await tokensFor(line);
  const ledger = JSON.stringify((await line.get('/_control/ledger')).body);
  for (const secret of [
    access_token,
    refresh_token,
    verifier,
    'calendly-secret',
    Buffer.from('calendly-client:calendly-secret').toString('base64'),
  ])
    expect(ledger).not.toContain(secret);
});
