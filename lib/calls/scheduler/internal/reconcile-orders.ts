import type { CarrierCall } from '@/lib/calls/carrier';
import { RECONCILE_AFTER_MS } from '@/lib/calls/scheduler/order-timing';

/** An order without an answer: the carrier may or may not have placed it. */
interface OpenOrder {
  callId: string;
  /** When the order was sent, or should have been. */
  at: Date;
}

interface Reconciliation {
  placed: { callId: string; sid: string }[];
  /** The list shows nothing that could be these. */
  notPlaced: string[];
  /** The list can't tell: wait for a callback and never place these again. */
  undecided: string[];
}

/** A listed call that started earlier than this before the order is not taken for its call without a callback. */
const CLOCK_SKEW_MS = 5_000;

/**
 * Matches open orders between the same two numbers with the carrier's unclaimed calls. Each call goes to the nearest
 * order. An order left without a call counts as not placed only if no listed call could have been its, and every listed
 * call is some other order's: clocks differ, so a call that nobody claims may be anybody's.
 */
export function reconcile(open: readonly OpenOrder[], listed: readonly CarrierCall[]): Reconciliation {
  const could = (order: OpenOrder, call: CarrierCall) => {
    const delay = call.createdAt.getTime() - order.at.getTime();
    return delay >= -CLOCK_SKEW_MS && delay <= RECONCILE_AFTER_MS;
  };
  const pairs = open
    .flatMap((order) => listed.filter((call) => could(order, call)).map((call) => ({ order, call })))
    .sort((a, b) => distance(a) - distance(b));
  const result: Reconciliation = { placed: [], notPlaced: [], undecided: [] };
  const matchedCalls = new Set<string>();
  const matchedOrders = new Set<string>();
  for (const { order, call } of pairs) {
    if (matchedCalls.has(call.sid) || matchedOrders.has(order.callId)) continue;
    matchedCalls.add(call.sid);
    matchedOrders.add(order.callId);
    result.placed.push({ callId: order.callId, sid: call.sid });
  }
  const unclaimed = listed.some(({ sid }) => !matchedCalls.has(sid));
  for (const order of open) {
    if (matchedOrders.has(order.callId)) continue;
    const undecided = unclaimed || pairs.some((pair) => pair.order === order);
    (undecided ? result.undecided : result.notPlaced).push(order.callId);
  }
  return result;
}

function distance({ order, call }: { order: OpenOrder; call: CarrierCall }): number {
  return Math.abs(call.createdAt.getTime() - order.at.getTime());
}
