import { createHash } from 'node:crypto';
import { type IdKind, type IdSource, idPrefix } from '@/lib/core/ids';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

function digest(label: string): Buffer {
  return createHash('sha256').update(`slotline demo ${label}`).digest();
}

/** An id in the usual form that is the same for the same label, so that seeding again finds what is there. */
export function demoId(kind: IdKind, label: string): string {
  const characters = [...digest(`${kind} ${label}`).subarray(0, 26)].map((byte) => ALPHABET[byte % 32]);
  return `${idPrefix[kind]}_${characters.join('')}`;
}

/** Ids for a command that asks for one after the other. */
export function demoIds(label: string): IdSource {
  let count = 0;
  const next = () => `${label} ${count++}`;
  return {
    make: (kind) => demoId(kind, next()),
    secret: (bytes) => digest(next()).subarray(0, bytes).toString('base64url'),
  };
}

/** Whole numbers that look like chance and are the same for the same label. */
export function demoDice(label: string): (below: number) => number {
  const bytes = digest(label);
  let at = 0;
  return (below) => {
    const value = bytes.readUInt32BE((at * 4) % 28);
    at += 1;
    return (value + at * 7) % below;
  };
}

/** An id such as the carrier gives. */
export function demoSid(label: string): string {
  const hex = digest(`sid ${label}`).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
