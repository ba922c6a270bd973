import { createHmac } from 'node:crypto';
import { equalsInConstantTime } from '@/lib/security/digest';

/** Repetitions may carry their first time; replays are caught by what was received already. */
const TOLERANCE_SECONDS = 10 * 60;

/**
 * Whether Calendly signed a delivery with one of the keys: `t=<unix seconds>,v1=<hex>`, HMAC-SHA256 over the time, a dot
 * and the body as it arrived. Without a header, without a key, or out of time: false.
 * @param header of `Calendly-Webhook-Signature`
 * @param body as it arrived, byte for byte
 */
export function isSignedByCalendly(
  header: string | null,
  body: string | Uint8Array,
  keys: readonly string[],
  now: Date,
): boolean {
  const parts = header?.split(',').map((part) => part.trim()) ?? [];
  const time = parts.find((part) => part.startsWith('t='))?.slice(2) ?? '';
  const given = parts.filter((part) => part.startsWith('v1=')).map((part) => part.slice(3).toLowerCase());
  if (!/^\d{1,12}$/.test(time)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(time)) > TOLERANCE_SECONDS) return false;
  let valid = false;
  // Every pair is compared, so that the time taken tells nothing about which one was close.
  for (const key of keys.filter(Boolean)) {
    const expected = createHmac('sha256', key).update(`${time}.`).update(body).digest('hex');
    for (const signature of given) valid = equalsInConstantTime(expected, signature) || valid;
  }
  return valid;
}
