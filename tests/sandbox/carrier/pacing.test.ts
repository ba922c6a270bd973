import { expect, it } from 'vitest';
import { openLine } from './line';

/** The tolerance of the rate, so that a late timer doesn't slow what follows. */
const EARLY_MS = 10;

it('queues calls above the rate and dials them in order at the rate', async () => {
  const line = await openLine({ callsPerSecond: 10 });
  const ordered = performance.now();
  const sids: string[] = [];
  for (let n = 0; n < 6; n += 1) {
    const { status, body } = await line.order();
    expect([status, body.status]).toEqual([201, 'queued']);
    sids.push(body.sid);
  }
  await line.settled();
  const dialled = line.carrier.control.calls().filter((call) => call.dialStarted !== null);
  expect(dialled.map((call) => call.callSid)).toEqual(sids);
  const times = dialled.map((call) => call.dialStarted?.monotonicMs ?? 0);
  // Counted from the first order: a dial that was late itself says nothing about the rate.
  for (const [n, time] of times.entries()) expect(time - ordered).toBeGreaterThanOrEqual(n * 100 - EARLY_MS);
});

it('never dials in fast mode, and takes orders quickly', async () => {
  const line = await openLine({ fast: true });
  await Promise.all(Array.from({ length: 200 }, () => line.order()));
  expect(line.carrier.control.orders().filter((order) => order.outcome === 'accepted').length).toBe(200);
  expect(line.carrier.control.events()).toEqual([]);
  expect(line.carrier.control.calls().every((call) => call.status === 'queued')).toBe(true);
});
