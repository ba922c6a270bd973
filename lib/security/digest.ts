import { createHash, timingSafeEqual } from 'node:crypto';

/** SHA-256 in hex; for tokens of high entropy (API keys, invites), never for passwords. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Compares two secrets in a time that does not depend on where they differ, nor on their lengths. */
export function equalsInConstantTime(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
