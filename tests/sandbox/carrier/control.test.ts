import { describe, expect, it } from 'vitest';
import { Behaviours } from '@/sandbox/carrier/behaviours';
import type { CallTruth } from '@/sandbox/carrier/call-truth';
import type { Order } from '@/sandbox/carrier/ledger';
import { document } from './customer';
import { type Line, openLine } from './line';

async function control(line: Line, method: string, path: string, body?: unknown) {
  const answer = await fetch(`${line.carrier.url}/_control/${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text: unknown = await answer.json();
  return { status: answer.status, body: text };
}

describe('the control endpoints', () => {
  it('list every order and action', async () => {
    const line = await openLine();
    line.customer.on('/start', document('<Say>Hello</Say>'));
    await line.order({ StatusCallback: `${line.customer.url}/status` });
    expect(await control(line, 'GET', 'idle')).toEqual({ status: 200, body: { ok: true, idle: true } });
    const { body } = (await control(line, 'GET', 'calls')) as { body: { orders: Order[]; calls: CallTruth[] } };
    expect(body.orders[0]).toMatchObject({ outcome: 'accepted', httpStatus: 201, urlParams: { attempt: '7' } });
    expect(body.calls[0]).toMatchObject({ callSid: body.orders[0]?.callSid, status: 'completed' });
    expect(body.calls[0]?.states.map(({ status }) => status)).toEqual(['ringing', 'in-progress', 'completed']);
    expect(body.calls[0]?.callbacks).toMatchObject([{ label: 'completed', outcome: 'delivered', responses: '204' }]);
    expect((await control(line, 'GET', 'health')).body).toMatchObject({ ok: true, orders: 1, calls: 1, idle: true });
    expect((await control(line, 'GET', 'ledger?type=verb-started')).body).toMatchObject({
      events: [{ type: 'verb-started', detail: { verb: 'Say', text: 'Hello' } }],
    });
  });

  it('set scripts and faults, and forget them on reset', async () => {
    const line = await openLine();
    expect((await control(line, 'POST', 'scripts', { '+12125550100': { kind: 'busy' } })).status).toBe(200);
    expect(
      (await control(line, 'POST', 'faults', { seed: 3, rules: [{ kind: 'refuse-500', count: 1 }] })).body,
    ).toEqual({
      ok: true,
      ids: [1],
    });
    expect((await line.order()).status).toBe(500);
    expect((await line.order()).status).toBe(201);
    await line.settled();
    expect(line.carrier.control.calls()[0]?.status).toBe('busy');
    expect((await control(line, 'POST', 'reset')).status).toBe(200);
    expect((await control(line, 'GET', 'calls')).body).toEqual({ orders: [], calls: [] });
    expect((await control(line, 'GET', 'faults')).body).toEqual({ rules: [] });
    expect((await control(line, 'GET', 'scripts')).body).toEqual({ scripts: {} });
  });

  it('refuse what they do not understand', async () => {
    const line = await openLine();
    expect((await control(line, 'POST', 'faults', { kind: 'forget-list' })).status).toBe(400);
    expect((await control(line, 'POST', 'scripts', { '*': { kind: 'ghost' } })).status).toBe(400);
    expect((await control(line, 'POST', 'settings', { callsPerSecond: 0 })).status).toBe(400);
    expect((await control(line, 'GET', 'nothing')).status).toBe(404);
  });

  it('take the server down for a while', async () => {
    const line = await openLine({ fast: true });
    expect((await control(line, 'POST', 'faults', { downForMs: 150 })).status).toBe(200);
    await expect
      .poll(async () => (await line.order().catch(() => null))?.status ?? 'refused', { interval: 10 })
      .toBe('refused');
    await expect.poll(async () => (await line.order().catch(() => null))?.status).toBe(201);
  });

  it('hang up a live call', async () => {
    const line = await openLine();
    line.customer.on('/start', document('<Pause length="600"/>'));
    const { sid } = (await line.order()).body;
    await expect.poll(() => line.customer.to('/start').length).toBe(1);
    expect((await control(line, 'POST', `parties/${sid}`, { hangUp: true })).body).toEqual({ ok: true, done: true });
    await line.settled();
    expect(line.carrier.control.calls()[0]).toMatchObject({ status: 'completed', hangupBy: 'callee' });
  });
});

it('uses the most specific script for a number', () => {
  const behaviours = new Behaviours({ '*': { talkSeconds: 1 }, '*0100': { talkSeconds: 2 } });
  expect(behaviours.of('+12125550155').talkSeconds).toBe(1);
  expect(behaviours.of('+12125550100').talkSeconds).toBe(2);
  behaviours.add({ '+12125550100': { talkSeconds: 3 } });
  expect(behaviours.of('+12125550100').talkSeconds).toBe(3);
});

it('stops cleanly in the middle of calls, leaving the ledger readable', async () => {
  const line = await openLine();
  line.customer.on('/start', document('<Pause length="600"/>'));
  await line.order({ StatusCallback: `${line.customer.url}/status` });
  await expect.poll(() => line.customer.to('/start').length).toBe(1);
  await line.carrier.stop();
  await expect(fetch(line.carrier.url)).rejects.toThrow();
  expect(line.customer.to('/status')).toEqual([]);
  expect(line.carrier.control.calls()[0]?.status).toBe('in-progress');
});
