import { describe, expect, it } from 'vitest';
import { claimId, readSlot, type SlotClaim, signSlot } from '@/lib/calendars/slots/internal/slot-token';

const now = new Date('2026-11-21T09:00:00.500Z');
const signer = { secret: 'a secret of at least thirty-two characters', organizationId: 'org_ours' };
const claim: SlotClaim = {
  connectionId: 'cnx_1',
  offerId: 'offer',
  slot: { start: new Date('2026-11-23T10:00:00.000Z'), end: new Date('2026-11-23T10:30:00.000Z') },
};

function secondsOn(seconds: number): Date {
  return new Date(now.getTime() + seconds * 1000);
}

describe('a slot token', () => {
  it('says which slot of which connection it books', async () => {
    expect(await readSlot(await signSlot(claim, now, signer), now, signer)).toStrictEqual(claim);
  });

  it('expires after three quarters of an hour', async () => {
    const token = await signSlot(claim, now, signer);
    expect(await readSlot(token, secondsOn(45 * 60 - 2), signer)).toStrictEqual(claim);
    expect(await readSlot(token, secondsOn(45 * 60 + 1), signer)).toBeNull();
  });

  it('means nothing to another organization, nor under another secret', async () => {
    const token = await signSlot(claim, now, signer);
    expect(await readSlot(token, now, { ...signer, organizationId: 'org_theirs' })).toBeNull();
    expect(await readSlot(token, now, { ...signer, secret: 'another secret of thirty-two characters' })).toBeNull();
  });

  it('cannot be made to say another slot', async () => {
    const [header, , signature] = (await signSlot(claim, now, signer)).split('.');
    const later = { ...claim, slot: { start: secondsOn(3600), end: secondsOn(5400) } };
    const [, payload] = (await signSlot(later, now, signer)).split('.');
    expect(await readSlot([header, payload, signature].join('.'), now, signer)).toBeNull();
  });

  it('is spent as the same claim however its signature is spelled', async () => {
    const token = await signSlot(claim, now, signer);
    const spellings = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'].map(
      (last) => token.slice(0, -1) + last,
    );
    const read = await Promise.all(spellings.map((spelling) => readSlot(spelling, now, signer)));
    const claims = read.filter((found) => found !== null).map(claimId);
    expect(claims.length).toBeGreaterThan(1);
    expect(new Set(claims)).toStrictEqual(new Set([claimId(claim)]));
  });

  it('of a later answer is another claim on the same slot', () => {
    expect(claimId({ ...claim, offerId: 'later' })).not.toBe(claimId(claim));
  });
});
