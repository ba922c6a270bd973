import type { CarrierCall } from '@/lib/calls/carrier';
import { SETTLE_AFTER_MS } from '@/lib/calls/scheduler/order-timing';

/** An order of which we do not know whether the carrier took it. */
export interface OpenOrder {
  callId: string;
  /** When the order left, or when it was meant to. */
  at: Date;
}

export interface Settlement {
  placed: { callId: string; sid: string }[];
  /** Certainly not placed. */
  notPlaced: string[];
  /** The list cannot tell; they wait for a callback and are never placed again. */
  undecided: string[];
}

/** A call of the list that began longer than this before the order was not made by it. */
const CLOCK_SKEW_MS = 5_000;

/**
 * Matches open orders between the same two numbers with the carrier's calls that nobody has claimed yet. Each call is
 * given to the order nearest before it. With none listed, nothing was placed; with fewer calls than orders, an order
 * without a call of its own counts as not placed only when no listed call could have been its.
 */
export function settle(open: readonly OpenOrder[], listed: readonly CarrierCall[]): Settlement {
  const could = (order: OpenOrder, call: CarrierCall) => {
    const delay = call.createdAt.getTime() - order.at.getTime();
    return delay >= -CLOCK_SKEW_MS && delay <= SETTLE_AFTER_MS;
  };
  const pairs = open
    .flatMap((order) => listed.filter((call) => could(order, call)).map((call) => ({ order, call })))
    .sort((a, b) => distance(a) - distance(b));
  const settlement: Settlement = { placed: [], notPlaced: [], undecided: [] };
  const taken = new Set<string>();
  const settled = new Set<string>();
  for (const { order, call } of pairs) {
    if (taken.has(call.sid) || settled.has(order.callId)) continue;
    taken.add(call.sid);
    settled.add(order.callId);
    settlement.placed.push({ callId: order.callId, sid: call.sid });
  }
  for (const order of open) {
    if (settled.has(order.callId)) continue;
    (pairs.some((pair) => pair.order === order) ? settlement.undecided : settlement.notPlaced).push(order.callId);
  }
  return settlement;
}

function distance({ order, call }: { order: OpenOrder; call: CarrierCall }): number {
  return Math.abs(call.createdAt.getTime() - order.at.getTime());
}
