import { createHmac } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Slot } from '@/lib/calendars/port';

const AUDIENCE = 'slot';
/** Longer than slots are kept, so that what a page shows can be booked for a quarter of an hour at least. */
const LIFETIME_SECONDS = 45 * 60;

const payloadSchema = z.object({ jti: z.string(), cnx: z.string(), s: z.number(), e: z.number() });

/** What a token stands for: one slot of one connection, as one answer offers it. */
export interface SlotClaim {
  connectionId: string;
  /** Names the answer that offers the slot. */
  offerId: string;
  slot: Slot;
}

/** Whose tokens they are: the key is the organization's, so that no other can read them, and they need not name it. */
interface SlotSigner {
  secret: string;
  organizationId: string;
}

/** Signs a slot into an opaque, short-lived token (HS256). A page carries hundreds: it says as little as it can. */
export function signSlot({ connectionId, offerId, slot }: SlotClaim, now: Date, signer: SlotSigner): Promise<string> {
  return new SignJWT({ cnx: connectionId, s: seconds(slot.start), e: seconds(slot.end) })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(AUDIENCE)
    .setJti(offerId)
    .setExpirationTime(seconds(now) + LIFETIME_SECONDS)
    .sign(keyOf(signer));
}

/** What a token stands for, or null when it is not ours, was altered, or has expired. */
export async function readSlot(token: string, now: Date, signer: SlotSigner): Promise<SlotClaim | null> {
  try {
    const { payload } = await jwtVerify(token, keyOf(signer), {
      audience: AUDIENCE,
      algorithms: ['HS256'],
      currentDate: now,
    });
    const { jti, cnx, s, e } = payloadSchema.parse(payload);
    return { connectionId: cnx, offerId: jti, slot: { start: new Date(s * 1000), end: new Date(e * 1000) } };
  } catch {
    return null;
  }
}

/** What a claim is spent as: the same for every way to write its token down. */
export function claimId({ connectionId, offerId, slot }: SlotClaim): string {
  return `${connectionId}:${offerId}:${seconds(slot.start)}-${seconds(slot.end)}`;
}

function keyOf({ secret, organizationId }: SlotSigner): Uint8Array {
  return createHmac('sha256', secret).update(organizationId).digest();
}

function seconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}
