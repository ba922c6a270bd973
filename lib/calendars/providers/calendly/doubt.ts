import type { Kv } from '@/lib/kv/port';
import type { Order } from './order';

/** Longer than anybody asks again about a booking whose answer was lost. */
const KEPT_SECONDS = 24 * 3_600;

type Asked = Pick<Order, 'connection' | 'key' | 'slot'>;

/** When a booking was first sent whose answer is not known yet; null when none is. */
export async function firstSentAt(kv: Kv, order: Asked): Promise<Date | null> {
  const at = await kv.get(keyOf(order));
  return typeof at === 'number' ? new Date(at) : null;
}

/** Notes that a booking is about to be sent. */
export async function noteSent(kv: Kv, order: Asked, now: Date): Promise<void> {
  await kv.setIfAbsent(keyOf(order), now.getTime(), KEPT_SECONDS);
}

/** The answer is known: nothing was made. */
export async function forgetSent(kv: Kv, order: Asked): Promise<void> {
  await kv.delete(keyOf(order));
}

function keyOf({ connection, key, slot }: Asked): string {
  return `calendly-sent:${connection.id}:${key}:${slot.start.getTime()}`;
}
