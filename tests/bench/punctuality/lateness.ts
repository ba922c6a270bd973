import type { Order } from '@/sandbox/carrier/ledger';

/**
 * Milliseconds from each due instant until the carrier received its order, by the clock that both share.
 * @param jobOf which due instant an order fulfils
 * @throws Error when one was not ordered, or twice
 */
export function latenesses(
  dueAt: ReadonlyMap<string, Date>,
  orders: readonly Order[],
  jobOf: (order: Order) => string | undefined,
): number[] {
  const received = new Map<string, number>();
  for (const order of orders) {
    const job = jobOf(order);
    if (job === undefined || !dueAt.has(job)) throw new Error('The carrier got an order that nobody was to make.');
    if (received.has(job)) throw new Error(`${job} was ordered twice.`);
    received.set(job, order.receivedAt);
  }
  return [...dueAt].map(([job, due]) => {
    const at = received.get(job);
    if (at === undefined) throw new Error(`${job} was never ordered.`);
    return at - due.getTime();
  });
}
