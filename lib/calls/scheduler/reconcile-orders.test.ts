import { describe, expect, it } from 'vitest';
import type { CarrierCall } from '@/lib/calls/carrier';
import { settle } from '@/lib/calls/scheduler/internal/reconcile-orders';

const at = (seconds: number) => new Date(1_700_000_000_000 + seconds * 1000);
const listed = (sid: string, seconds: number): CarrierCall => ({
  sid,
  to: '+12025550101',
  from: '+12025550100',
  status: 'queued',
  createdAt: at(seconds),
  durationSeconds: null,
  answeredBy: null,
  parentSid: null,
});

describe('settling orders without an answer', () => {
  it('declares an order not placed only when no call of the list could be its', () => {
    expect(settle([{ callId: 'c1', at: at(0) }], [])).toEqual({ placed: [], notPlaced: ['c1'], undecided: [] });
    expect(settle([{ callId: 'c1', at: at(0) }], [listed('s', -600), listed('t', 600)]).notPlaced).toEqual(['c1']);
  });

  it('gives each listed call to the order nearest to it, and no call twice', () => {
    const open = [
      { callId: 'first', at: at(0) },
      { callId: 'second', at: at(10) },
    ];
    expect(settle(open, [listed('late', 10.2), listed('early', 0.1)]).placed).toEqual(
      expect.arrayContaining([
        { callId: 'first', sid: 'early' },
        { callId: 'second', sid: 'late' },
      ]),
    );
  });

  it('leaves an order undecided, never placed again, when the one listed call could have been its', () => {
    const open = [
      { callId: 'a', at: at(0) },
      { callId: 'b', at: at(0.01) },
    ];
    const settlement = settle(open, [listed('only', 1)]);
    expect(settlement.placed).toHaveLength(1);
    expect(settlement.undecided).toHaveLength(1);
    expect(settlement.notPlaced).toEqual([]);
  });
});
