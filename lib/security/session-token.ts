import { jwtVerify, SignJWT } from 'jose';

const ISSUER = 'slotline';
const AUDIENCE = 'session';

function keyOf(secret: string): Uint8Array {
  return new TextEncoder().encode(secret);
}

/** Signs the session's id into the cookie's value (HS256). */
export async function signSessionToken(sessionId: string, expiresAt: Date, now: Date, secret: string): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(ISSUER)
    .setAudience(AUDIENCE)
    .setSubject(sessionId)
    .setIssuedAt(now)
    .setExpirationTime(expiresAt)
    .sign(keyOf(secret));
}

/** The session id of a cookie's value, or null when it was not signed by us or has expired. */
export async function readSessionToken(token: string, now: Date, secret: string): Promise<string | null> {
  try {
    const { payload } = await jwtVerify(token, keyOf(secret), {
      issuer: ISSUER,
      audience: AUDIENCE,
      algorithms: ['HS256'],
      currentDate: now,
    });
    return payload.sub ?? null;
  } catch {
    return null;
  }
}
