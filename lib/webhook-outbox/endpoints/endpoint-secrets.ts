import { randomOctets } from '@/lib/core/ids';
import type { Encryption } from '@/lib/security/encryption';
import { DAY_MS } from '@/lib/time/units';
import type { EndpointRow } from '@/lib/webhook-outbox/delivery/transport';

/** How long both secrets sign after a rotation. */
export const ROTATION_OVERLAP_MS = DAY_MS;

const SECRET_BYTES = 24;

/** A signing secret of Standard Webhooks: `whsec_` and 24 random bytes in base64. */
export function makeSigningSecret(): string {
  return `whsec_${randomOctets(SECRET_BYTES).toString('base64')}`;
}

/** Encrypts an endpoint's secret, bound to its row: copied to another row it does not decrypt. */
export function sealSecret(encryption: Encryption, endpointId: string, secret: string): string {
  return encryption.encrypt(secret, boundTo(endpointId));
}

/** @throws Error when the key is gone, or the text was altered or copied to another row */
export function openSecret(encryption: Encryption, endpointId: string, sealed: string): string {
  return encryption.decrypt(sealed, boundTo(endpointId));
}

/** The secrets that sign at `now`, the newest first. @throws Error as `openSecret` */
export function signingSecrets(encryption: Encryption, endpoint: EndpointRow, now: Date): string[] {
  const { id, secret, previousSecret, previousSecretUntil } = endpoint;
  const old = previousSecret !== null && previousSecretUntil !== null && previousSecretUntil > now;
  return [secret, ...(old ? [previousSecret] : [])].map((sealed) => openSecret(encryption, id, sealed));
}

function boundTo(endpointId: string): string {
  return `webhook_endpoints:${endpointId}:secret`;
}
