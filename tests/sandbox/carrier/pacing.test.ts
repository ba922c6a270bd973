import { expect, it } from 'vitest';
import { openLine } from './line';

/** What the pace forgives, so that a timer that came late does not slow what follows. */
const EARLY_MS = 10;

it('queues beyond the pace and dials at it, in order', async () => {
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
  // Counted from the first order: a dial that was itself late says nothing of the pace.
  for (const [n, time] of times.entries()) expect(time - ordered).toBeGreaterThanOrEqual(n * 100 - EARLY_MS);
});

it('never dials in fast mode, and takes orders quickly', async () => {
  const line = await openLine({ fast: true });
  await Promise.all(Array.from({ length: 200 }, () => line.order()));
  expect(line.carrier.control.orders().filter((order) => order.outcome === 'accepted').length).toBe(200);
  expect(line.carrier.control.events()).toEqual([]);
  expect(line.carrier.control.calls().every((call) => call.status === 'queued')).toBe(true);
});
