import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import type { Slot } from './port';

const ISSUER = 'slotline';
const AUDIENCE = 'slot';
/** Longer than slots are cached, so that what a page shows can be booked. */
const LIFETIME_SECONDS = 15 * 60;

const payloadSchema = z.object({ jti: z.string(), org: z.string(), cnx: z.string(), s: z.number(), e: z.number() });

/** What a token stands for: one slot of one connection of one organization. */
export interface SlotClaim {
  tokenId: string;
  organizationId: string;
  connectionId: string;
  slot: Slot;
}

/** Signs a slot into an opaque, short-lived token (HS256). */
export function signSlot(claim: SlotClaim, now: Date, secret: string): Promise<string> {
  return new SignJWT({
    org: claim.organizationId,
    cnx: claim.connectionId,
    s: claim.slot.start.getTime(),
    e: claim.slot.end.getTime(),
  })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setJti(claim.tokenId)
    .setExpirationTime(Math.floor(now.getTime() / 1000) + LIFETIME_SECONDS)
    .sign(new TextEncoder().encode(secret));
}

/** What a token stands for, or null when it is not ours, was altered, or has expired. */
export async function readSlot(token: string, now: Date, secret: string): Promise<SlotClaim | null> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      issuer: ISSUER,
      audience: AUDIENCE,
      algorithms: ['HS256'],
      currentDate: now,
    });
    const { jti, org, cnx, s, e } = payloadSchema.parse(payload);
    return { tokenId: jti, organizationId: org, connectionId: cnx, slot: { start: new Date(s), end: new Date(e) } };
  } catch {
    return null;
  }
}
