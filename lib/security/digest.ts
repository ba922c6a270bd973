import { createHash, timingSafeEqual } from 'node:crypto';

/** SHA-256 in hex; for tokens of high entropy (API keys, invites) and for files, never for passwords. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Compares two secrets in a time that does not depend on where they differ, nor on their lengths. */
export function equalsInConstantTime(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}
