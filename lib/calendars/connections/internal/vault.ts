import type { connections } from '@/lib/db/schema/calendars';
import type { Encryption } from '@/lib/security/encryption';

/** Encrypts a connection's credentials, bound to its row: copied to another row they do not decrypt. */
export function sealCredentials(
  encryption: Encryption,
  connectionId: string,
  credentials: Record<string, string>,
): string {
  return encryption.encrypt(JSON.stringify(credentials), boundTo(connectionId));
}

/** @throws Error when the key is gone, or the text was altered or moved */
export function openCredentials(encryption: Encryption, connectionId: string, sealed: string): Record<string, string> {
  return JSON.parse(encryption.decrypt(sealed, boundTo(connectionId)));
}

/** The secret that a connection's deliveries are signed with, or its notifications carry; null without a subscription. */
export function subscriptionSecret(
  { encryption }: { encryption: Encryption },
  { id, subscription }: Pick<typeof connections.$inferSelect, 'id' | 'subscription'>,
): string | null {
  return subscription ? (openCredentials(encryption, id, subscription.secret).secret ?? null) : null;
}

function boundTo(connectionId: string): string {
  return `connections:${connectionId}:credentials`;
}
