import { createHash } from 'node:crypto';
import { type IdKind, idPrefix } from './ids';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** An id that follows from its seed, for what may be made again after a crash: made twice, it is the same. */
export function derivedId(kind: IdKind, seed: string): string {
  const digest = createHash('sha256').update(seed).digest().subarray(0, 26);
  return `${idPrefix[kind]}_${Array.from(digest, (byte) => ALPHABET[byte % 32]).join('')}`;
}
