import type { Kv } from '@/lib/kv/port';
import type { Order } from './order';

/** Longer than a booking with a lost answer is retried. */
const KEPT_SECONDS = 24 * 3_600;

type Asked = Pick<Order, 'connection' | 'key' | 'slot'>;

/** When a request to book was first sent whose answer is unknown; null when there is none. */
export async function firstSentAt(kv: Kv, order: Asked): Promise<Date | null> {
  const at = await kv.get(keyOf(order));
  return typeof at === 'number' ? new Date(at) : null;
}

/** Marks a request as about to be sent. */
export async function markSent(kv: Kv, order: Asked, now: Date): Promise<void> {
  await kv.setIfAbsent(keyOf(order), now.getTime(), KEPT_SECONDS);
}

/** Clears the mark: nothing was booked. */
export async function clearSent(kv: Kv, order: Asked): Promise<void> {
  await kv.delete(keyOf(order));
}

function keyOf({ connection, key, slot }: Asked): string {
  return `calendly-sent:${connection.id}:${key}:${slot.start.getTime()}`;
}
