import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isSignedByCalendly } from '@/lib/calendars/providers/calendly/verify-signature';
import { signatureHeader } from '@/sandbox/calendly/deliveries';

const key = 'whsec_only_for_tests';
const at = 1_782_340_247;
const now = new Date(at * 1000);
const body = '{"event":"invitee.created","name":"Zoë","n":1.0}';
/** Computed apart from this code: printf '%s' "$t.$body" | openssl dgst -sha256 -hmac "$key" */
const known = `t=${at},v1=3d4502d5518009db5baf0bd85860c97aec237ca31db0b11cf8d7553313faaed7`;

describe('the signature of Calendly’s webhooks', () => {
  it('is accepted as it stands, with any of the keys, over text or bytes', () => {
    expect(isSignedByCalendly(known, body, [key], now)).toBe(true);
    expect(isSignedByCalendly(known, Buffer.from(body), ['older', key], now)).toBe(true);
    expect(isSignedByCalendly(signatureHeader(key, at, body), body, [key], now)).toBe(true);
    expect(isSignedByCalendly(`${known},v1=${'0'.repeat(64)}`, body, [key], now)).toBe(true);
  });

  it.each([
    ['no header', null],
    ['an empty header', ''],
    ['no time', known.split(',')[1] ?? ''],
    ['no signature', known.split(',')[0] ?? ''],
    ['another time', known.replace(String(at), String(at + 1))],
    ['another signature', `t=${at},v1=${'0'.repeat(64)}`],
    ['a time that is none', known.replace(String(at), 'x')],
  ])('is refused with %s', (_, header) => {
    expect(isSignedByCalendly(header, body, [key], now)).toBe(false);
  });

  it('is refused over a body that was written anew, without a key, and with an empty one', () => {
    expect(isSignedByCalendly(known, JSON.stringify(JSON.parse(body)), [key], now)).toBe(false);
    expect(isSignedByCalendly(known, body, [], now)).toBe(false);
    expect(isSignedByCalendly(signatureHeader('', at, body), body, [''], now)).toBe(false);
  });

  it('is refused more than ten minutes before or after its time', () => {
    const shifted = (seconds: number) => isSignedByCalendly(known, body, [key], new Date((at + seconds) * 1000));
    expect([-601, -599, 599, 601].map(shifted)).toEqual([false, true, true, false]);
  });
});

const folder = join(fileURLToPath(new URL('../../..', import.meta.url)), '..', 'shared', 'providers', 'data');
const file = join(folder, 'calendly-webhook-signature-vectors.json');

interface Vectors {
  key: string;
  vectors: { body?: string; body_file?: string; body_sha256?: string; t: number; header: string; valid: boolean }[];
}

describe('vectors beside the repository', () => {
  it('every vector comes out as it says', (context) => {
    if (!existsSync(file)) return context.skip('the vectors are not beside the repository');
    const given: Vectors = JSON.parse(readFileSync(file, 'utf8'));
    expect(given.vectors.length).toBeGreaterThan(3);
    for (const vector of given.vectors) {
      const bytes = vector.body_file ? readFileSync(join(folder, vector.body_file)) : Buffer.from(vector.body ?? '');
      if (vector.body_sha256) expect(createHash('sha256').update(bytes).digest('hex')).toBe(vector.body_sha256);
      const verdict = isSignedByCalendly(vector.header, bytes, [given.key], new Date(vector.t * 1000));
      expect(verdict, vector.header).toBe(vector.valid);
    }
  });
});
