import { describe, expect, it } from 'vitest';
import type { FaultRule } from '@/sandbox/carrier/faults';
import { document } from './customer';
import { type Line, openLine, PERSON } from './line';

/** Orders a call that is to fail; the customer gives up after a while. */
async function orderOf(line: Line, rule: FaultRule, patienceMs = 400) {
  line.customer.on('/start', document('<Hangup/>'));
  line.carrier.control.addFault({ count: 1, ...rule });
  const answer = await line.order({}, AbortSignal.timeout(patienceMs)).catch((error: Error) => error.name);
  await line.settled();
  const calls = line.carrier.control.calls();
  return { answer, order: line.carrier.control.orders()[0], dialled: calls.filter((one) => one.dialStarted).length };
}

describe('faults of the API', () => {
  it('accept-then-timeout: the call is dialled, the customer gets no answer', async () => {
    const line = await openLine();
    const { answer, order, dialled } = await orderOf(line, { kind: 'accept-then-timeout' });
    expect(answer).toBe('TimeoutError');
    expect(order).toMatchObject({ outcome: 'accepted-but-unanswered', urlParams: { attempt: '7' }, httpStatus: null });
    expect(dialled).toBe(1);
    const listed = await line.request('GET', `Calls?To=${encodeURIComponent(PERSON)}`);
    expect(listed.body.calls.map((one) => one.sid)).toEqual([order?.callSid]);
  });

  it('accept-then-reset: the connection breaks after the call was accepted', async () => {
    const line = await openLine();
    const { answer, order, dialled } = await orderOf(line, { kind: 'accept-then-reset' });
    expect(answer).toBe('TypeError');
    expect([order?.outcome, dialled]).toEqual(['accepted-but-unanswered', 1]);
  });

  it('accept-then-500: the call is dialled though the answer says otherwise', async () => {
    const line = await openLine();
    const { answer, order, dialled } = await orderOf(line, { kind: 'accept-then-500' });
    expect(answer).toMatchObject({ status: 500, body: { code: 20001, status: 500 } });
    expect([order?.outcome, dialled]).toEqual(['accepted-but-answered-500', 1]);
  });

  it('refuse-500: nothing is dialled', async () => {
    const line = await openLine();
    const { answer, order, dialled } = await orderOf(line, { kind: 'refuse-500' });
    expect(answer).toMatchObject({ status: 500 });
    expect([order?.outcome, order?.callSid, dialled]).toEqual(['refused', null, 0]);
  });

  it('refuse-429: says when to retry', async () => {
    const line = await openLine();
    const { answer, dialled } = await orderOf(line, { kind: 'refuse-429', retryAfterSeconds: 3 });
    expect(answer).toMatchObject({ status: 429, body: { code: 20429 } });
    expect(typeof answer === 'string' ? null : answer.headers.get('retry-after')).toBe('3');
    expect(dialled).toBe(0);
  });

  it('reset-before: nothing is dialled', async () => {
    const line = await openLine();
    const { answer, order, dialled } = await orderOf(line, { kind: 'reset-before' });
    expect(answer).toBe('TypeError');
    expect([order?.outcome, dialled]).toEqual(['dropped-before-accepting', 0]);
  });

  it.each(['slow-before', 'slow-after'] as const)(
    '%s: answers late, and takes the order even from one who left',
    async (kind) => {
      const line = await openLine();
      const patient = await orderOf(line, { kind, delayMs: 120 });
      expect(patient.answer).toMatchObject({ status: 201 });
      const impatient = await openLine();
      const { answer, dialled } = await orderOf(impatient, { kind, delayMs: 1_500 }, 700);
      expect(answer).toBe('TimeoutError');
      await expect.poll(() => impatient.carrier.control.orders()[0]?.outcome).toBe('accepted-but-unanswered');
      await impatient.settled();
      expect(dialled + impatient.carrier.control.calls().length).toBeGreaterThan(0);
    },
  );

  it('strike only the operation, the number and the times they are meant for', async () => {
    const line = await openLine({ fast: true });
    const { control } = line.carrier;
    control.addFault({ kind: 'refuse-500', on: 'calls.list', count: 1 });
    control.addFault({ kind: 'refuse-500', to: '+13105550100' });
    expect((await line.order()).status).toBe(201);
    expect((await line.order({ To: '+13105550100' })).status).toBe(500);
    expect((await line.request('GET', 'Calls')).status).toBe(500);
    expect((await line.request('GET', 'Calls')).status).toBe(200);
    control.clearFaults();
    expect((await line.order({ To: '+13105550100' })).status).toBe(201);
  });

  it('fall the same way for the same seed', async () => {
    const run = async (seed: number) => {
      const line = await openLine({ fast: true, seed });
      line.carrier.control.addFault({ kind: 'refuse-500', probability: 0.5 });
      const statuses: number[] = [];
      for (let n = 0; n < 24; n += 1) statuses.push((await line.order()).status);
      return statuses.join(' ');
    };
    const first = await run(7);
    expect(first).toContain('500');
    expect(first).toContain('201');
    expect(await run(7)).toBe(first);
    expect(await run(8)).not.toBe(first);
  });

  it('down: refuses connections for a while, then is back with everything it knew', async () => {
    const line = await openLine({ fast: true });
    const { sid } = (await line.order()).body;
    await line.carrier.control.goDown();
    await expect(line.order()).rejects.toThrow();
    await line.carrier.control.goUp();
    expect((await line.request('GET', `Calls/${sid}`)).status).toBe(200);
    await line.carrier.control.goDown(50);
    await expect(line.order()).rejects.toThrow();
    await expect.poll(async () => (await line.order().catch(() => null))?.status ?? 0).toBe(201);
  });
});
