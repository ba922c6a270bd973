import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Google, startGoogle } from '@/sandbox/google/start-google';
import { type Graph, startGraph } from '@/sandbox/graph/start-graph';
import { consent } from '@/tests/support/consent';

const verifier = 'a-verifier-of-more-than-forty-three-characters-0123456789';
const challenge = createHash('sha256').update(verifier).digest('base64url');
let google: Google;
let graph: Graph;

beforeAll(async () => {
  [google, graph] = await Promise.all([startGoogle(), startGraph()]);
});
afterAll(() => Promise.all([google.stop(), graph.stop()]));

const servers = [
  {
    name: 'Google',
    server: () => google,
    authorize: '/o/oauth2/v2/auth',
    token: '/token',
    scope: 'https://www.googleapis.com/auth/calendar.freebusy',
  },
  {
    name: 'Microsoft',
    server: () => graph,
    authorize: '/common/oauth2/v2.0/authorize',
    token: '/common/oauth2/v2.0/token',
    scope: 'offline_access User.Read',
  },
];

describe.each(servers)('the authorization server of a simulated $name', ({ server, authorize, token, scope }) => {
  const url = (changes: Partial<Record<string, string>> = {}) => {
    const address = new URL(authorize, server().url);
    address.search = new URLSearchParams({
      client_id: server().app.clientId,
      redirect_uri: server().app.redirectUris[0] ?? '',
      response_type: 'code',
      scope,
      access_type: 'offline',
      prompt: 'consent',
      state: 's t&<',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    }).toString();
    for (const [name, value = ''] of Object.entries(changes)) address.searchParams.set(name, value);
    return address.href;
  };
  const exchange = async (form: Record<string, string>) => {
    const body = new URLSearchParams({
      client_id: server().app.clientId,
      client_secret: server().app.clientSecret,
      redirect_uri: server().app.redirectUris[0] ?? '',
      ...form,
    });
    const answer = await fetch(new URL(token, server().url), { method: 'POST', body });
    return { status: answer.status, body: (await answer.json()) as Record<string, string> };
  };
  const code = async () => (await consent(url())).searchParams.get('code') ?? '';

  it('shows a page with Allow and Deny, and hands the state back whatever is in it', async () => {
    const page = await (await fetch(url())).text();
    expect(page).toContain('value="allow"');
    expect(page).toContain('value="deny"');
    expect((await consent(url())).searchParams.get('state')).toBe('s t&<');
    expect((await consent(url(), { decision: 'deny' })).searchParams.get('error')).toBe('access_denied');
  });

  it('sends nobody to an address or for an app that is not registered', async () => {
    for (const changes of [{ redirect_uri: 'https://evil.test/callback' }, { client_id: 'another' }]) {
      const answer = await fetch(url(changes), { redirect: 'manual' });
      expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
    }
  });

  it('refuses unknown scopes and other challenges than S256', async () => {
    for (const changes of [{ scope: 'everything' }, { code_challenge_method: 'plain' }]) {
      const answer = await fetch(url(changes), { redirect: 'manual' });
      expect(new URL(answer.headers.get('location') ?? '').searchParams.get('error')).toMatch(/^invalid_/);
    }
  });

  it('takes a code once, with its verifier, from the app that has the secret', async () => {
    const grant = { grant_type: 'authorization_code', code_verifier: verifier };
    const good = await code();
    expect(await exchange({ ...grant, code: good })).toMatchObject({
      status: 200,
      body: { token_type: 'Bearer', access_token: expect.any(String), refresh_token: expect.any(String) },
    });
    expect((await exchange({ ...grant, code: good })).body.error).toBe('invalid_grant');
    const wrong = { ...grant, code_verifier: 'wrong' };
    expect((await exchange({ ...wrong, code: await code() })).body.error).toBe('invalid_grant');
    const { code_verifier: _, ...without } = grant;
    expect((await exchange({ ...without, code: await code() })).body.error).toBe('invalid_grant');
    expect((await exchange({ ...grant, code: await code(), client_secret: 'wrong' })).status).toBe(401);
  });

  it('leaves no token and no secret in its records', async () => {
    const { body } = await exchange({ grant_type: 'authorization_code', code_verifier: verifier, code: await code() });
    const records = JSON.stringify(server().control.exchanges());
    for (const secret of [body.access_token, body.refresh_token, server().app.clientSecret])
      expect(records).not.toContain(secret);
  });
});
