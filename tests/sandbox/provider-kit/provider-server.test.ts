import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { json } from '@/sandbox/provider-kit/answer';
import type { Exchange } from '@/sandbox/provider-kit/exchange';
import { bearerOf } from '@/sandbox/provider-kit/request';
import { Router } from '@/sandbox/provider-kit/router';
import { type ProviderServer, startProviderServer } from '@/sandbox/provider-kit/start-provider-server';

let server: ProviderServer;
let made: string[] = [];
const seen: Exchange[] = [];

beforeAll(async () => {
  const router = new Router()
    .on('GET', '/things/:id', 'things.read', ({ params, fault }) =>
      json(200, { id: params.id, stale: fault('stale-read') !== null }),
    )
    .on('POST', '/things', 'things.create', ({ request }) => {
      made.push(request.form.get('name') ?? Object(request.json).name);
      return json(201, { key: bearerOf(request), access_token: 'at_secret' });
    });
  server = await startProviderServer({
    name: 'test',
    router,
    state: () => ({ made }),
    setState: (body) => {
      if (!Array.isArray(body)) throw new Error('give a list');
      made = body.map(String);
    },
    reset: () => {
      made = [];
    },
    onExchange: (exchange) => seen.push(exchange),
  });
});
afterAll(() => server.stop());
beforeEach(() => server.control.reset());

const post = (body: object = { name: 'one', client_secret: 'cs_secret' }) =>
  fetch(`${server.url}/things?code=qs_secret`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer hd_secret' },
    body: JSON.stringify(body),
  });
const read = (id: string) => fetch(`${server.url}/things/${id}`);
const control = (path: string, method = 'GET', body?: unknown) =>
  fetch(`${server.url}/_control/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

describe('a simulated provider', () => {
  it('routes, decodes parameters, and takes JSON as well as forms', async () => {
    expect(await (await read('a%2Fb')).json()).toEqual({ id: 'a/b', stale: false });
    expect((await read('')).status).toBe(404);
    await post();
    await fetch(`${server.url}/things`, { method: 'POST', body: new URLSearchParams({ name: 'two' }) });
    expect(made).toEqual(['one', 'two']);
  });

  it('keeps every exchange with its times, and none of its credentials', async () => {
    seen.length = 0;
    const answer = await post();
    expect(await answer.json()).toEqual({ key: 'hd_secret', access_token: 'at_secret' });
    await read('1');
    const [created] = server.control.exchanges('things.create');
    expect(created).toMatchObject({
      operation: 'things.create',
      status: 201,
      fault: null,
      delivered: true,
      madeUp: false,
    });
    expect(created?.requestBody).toEqual({ name: 'one', client_secret: '***' });
    expect(Date.parse(created?.answeredAt ?? '')).toBeGreaterThanOrEqual(Date.parse(created?.receivedAt ?? ''));
    const { exchanges } = (await (await control('ledger')).json()) as { exchanges: Exchange[] };
    expect(exchanges).toHaveLength(2);
    expect(JSON.stringify(exchanges)).not.toMatch(/cs_secret|qs_secret|hd_secret "|at_secret/);
    expect(JSON.stringify(created?.requestHeaders)).not.toContain('hd_secret');
    expect(seen.map(({ operation }) => operation)).toEqual(['things.create', 'things.read']);
  });

  it.each([
    ['commit-then-500', 500],
    ['commit-then-drop', null],
  ] as const)('%s: does the work, and does not tell', async (kind, status) => {
    server.control.addFault({ kind, operation: 'things.create', count: 1 });
    expect(
      await post().then(
        (answer) => answer.status,
        () => null,
      ),
    ).toBe(status);
    expect(made).toEqual(['one']);
    expect(server.control.exchanges()[0]).toMatchObject({ status: 201, fault: kind, delivered: false });
    expect((await post()).status).toBe(201);
  });

  it('commit-then-timeout: does the work, and is silent', async () => {
    server.control.addFault({ kind: 'commit-then-timeout' });
    const answer = fetch(`${server.url}/things`, { method: 'POST', signal: AbortSignal.timeout(150) });
    await expect(answer).rejects.toThrow();
    expect(server.control.exchanges()[0]).toMatchObject({ status: 201, delivered: false });
  });

  it('drop and status: nothing is done', async () => {
    server.control.addFault({ kind: 'drop', count: 1 });
    await expect(post()).rejects.toThrow();
    server.control.addFault({ kind: 'status', status: 503, body: { busy: true } });
    const refused = await post();
    expect([refused.status, await refused.json()]).toEqual([503, { busy: true }]);
    expect(made).toEqual([]);
    expect(server.control.exchanges().map(({ madeUp }) => madeUp)).toEqual([true, true]);
  });

  it('block: refuses everything for a while, and says how long', async () => {
    server.control.addFault({ kind: 'block', seconds: 40, nth: 2, count: 1 });
    expect((await read('1')).status).toBe(200);
    expect((await read('1')).status).toBe(429);
    const refused = await post();
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '40']);
    server.control.reset();
    expect((await read('1')).status).toBe(200);
  });

  it('strikes where a rule points, and hands a simulator its own kinds', async () => {
    server.control.addFault({ kind: 'stale-read', path: '/things/s*', count: 1 });
    server.control.addFault({ kind: 'status', containing: 'marked', status: 418 });
    expect(await (await read('other')).json()).toMatchObject({ stale: false });
    expect(await (await read('same')).json()).toMatchObject({ stale: true });
    expect(await (await read('same')).json()).toMatchObject({ stale: false });
    expect((await post({ name: 'plain' })).status).toBe(201);
    expect((await post({ name: 'marked' })).status).toBe(418);
  });

  it('the same seed gives the same faults', async () => {
    const run = async () => {
      server.control.reset();
      server.control.seedFaults(7);
      server.control.addFault({ kind: 'status', probability: 0.5 });
      const statuses: number[] = [];
      for (let i = 0; i < 12; i += 1) statuses.push((await read('1')).status);
      return statuses;
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set([200, 500]));
    expect(await run()).toEqual(first);
  });

  it('is controlled over HTTP', async () => {
    expect(await (await control('health')).json()).toMatchObject({ ok: true, name: 'test' });
    expect((await control('faults', 'POST', { rules: [{ kind: 'drop', operation: 'x' }] })).status).toBe(200);
    expect((await control('faults', 'POST', { rules: [{}] })).status).toBe(400);
    expect(await (await control('faults')).json()).toMatchObject({ rules: [{ kind: 'drop' }] });
    await control('faults', 'DELETE');
    expect(await (await control('faults')).json()).toEqual({ rules: [] });
    expect((await control('state', 'POST', ['given'])).status).toBe(200);
    expect(await (await control('state')).json()).toEqual({ made: ['given'] });
    expect((await control('state', 'POST', {})).status).toBe(400);
    await control('reset', 'POST');
    expect(await (await control('state')).json()).toEqual({ made: [] });
    expect((await control('nowhere')).status).toBe(404);
  });
});
