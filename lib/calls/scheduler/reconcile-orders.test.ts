import { describe, expect, it } from 'vitest';
import type { CarrierCall } from '@/lib/calls/carrier';
import { reconcile } from '@/lib/calls/scheduler/internal/reconcile-orders';

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

describe('reconciling orders without an answer', () => {
  it('reports an order as not placed only when no listed call could be its', () => {
    expect(reconcile([{ callId: 'c1', at: at(0) }], [])).toEqual({ placed: [], notPlaced: ['c1'], undecided: [] });
  });

  it('leaves an order undecided while a listed call is nobody’s, since clocks differ', () => {
    for (const seconds of [-600, -6, 46, 600])
      expect(reconcile([{ callId: 'c1', at: at(0) }], [listed('s', seconds)])).toEqual({
        placed: [],
        notPlaced: [],
        undecided: ['c1'],
      });
  });

  it('reports an order as not placed when every listed call is another order’s', () => {
    const open = [
      { callId: 'near', at: at(0) },
      { callId: 'far', at: at(-600) },
    ];
    expect(reconcile(open, [listed('s', 1)])).toEqual({
      placed: [{ callId: 'near', sid: 's' }],
      notPlaced: ['far'],
      undecided: [],
    });
  });

  it('gives each listed call to the nearest order, and no call twice', () => {
    const open = [
      { callId: 'first', at: at(0) },
      { callId: 'second', at: at(10) },
    ];
    expect(reconcile(open, [listed('late', 10.2), listed('early', 0.1)]).placed).toEqual(
      expect.arrayContaining([
        { callId: 'first', sid: 'early' },
        { callId: 'second', sid: 'late' },
      ]),
    );
  });

  it('leaves an order undecided when the only listed call could have been its', () => {
    const open = [
      { callId: 'a', at: at(0) },
      { callId: 'b', at: at(0.01) },
    ];
    const result = reconcile(open, [listed('only', 1)]);
    expect(result.placed).toHaveLength(1);
    expect(result.undecided).toHaveLength(1);
    expect(result.notPlaced).toEqual([]);
  });
});
