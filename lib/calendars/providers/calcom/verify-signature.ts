import { createHmac } from 'node:crypto';
import { equalsInConstantTime } from '@/lib/security/digest';

/**
 * Whether Cal.com signed a delivery with one of the keys: lower-case hex HMAC-SHA256 of the body as it arrived. What it
 * sends for a webhook without a secret, `no-secret-provided`, is no signature.
 * @param header of `X-Cal-Signature-256`
 */
export function isSignedByCalcom(header: string | null, body: string | Uint8Array, keys: readonly string[]): boolean {
  const given = header?.trim().toLowerCase() ?? '';
  let valid = false;
  // Every key is compared, so that the time taken tells nothing about which one was close.
  for (const key of keys.filter(Boolean))
    valid = equalsInConstantTime(createHmac('sha256', key).update(body).digest('hex'), given) || valid;
  return valid && /^[0-9a-f]{64}$/.test(given);
}
