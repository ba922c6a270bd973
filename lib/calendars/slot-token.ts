import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Slot } from './port';

const AUDIENCE = 'slot';
/** Longer than slots are cached, so that what a page shows can be booked. */
const LIFETIME_SECONDS = 15 * 60;

const payloadSchema = z.object({ jti: z.string(), cnx: z.string(), s: z.number(), e: z.number() });

/** What a token stands for: one slot of one connection, as one answer offers it. */
export interface SlotClaim {
  connectionId: string;
  /** Names the answer that offers the slot. */
  offerId: string;
  slot: Slot;
}

/** Signs a slot into an opaque, short-lived token (HS256). A page carries hundreds, so that it says as little as it can. */
export function signSlot({ connectionId, offerId, slot }: SlotClaim, now: Date, secret: string): Promise<string> {
  return new SignJWT({ cnx: connectionId, s: seconds(slot.start), e: seconds(slot.end) })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(AUDIENCE)
    .setJti(offerId)
    .setExpirationTime(seconds(now) + LIFETIME_SECONDS)
    .sign(new TextEncoder().encode(secret));
}

/** What a token stands for, or null when it is not ours, was altered, or has expired. */
export async function readSlot(token: string, now: Date, secret: string): Promise<SlotClaim | null> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
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

function seconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000);
}
