import { and, asc, eq, gt } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { webhookEndpoints } from '@/lib/db/schema/outgoing';
import type { Encryption } from '@/lib/security/encryption';
import { type ResealCounts, resealEach } from '@/lib/security/reseal-each';
import { openSecret, sealSecret } from './endpoint-secrets';

/** Re-encrypts endpoint secrets with the first key if another one was used. */
export function resealSecrets(db: Database, encryption: Encryption): Promise<ResealCounts> {
  const isStale = (sealed: string | null) => sealed !== null && encryption.isStale(sealed);
  return resealEach(
    (after, limit) =>
      db
        .select()
        .from(webhookEndpoints)
        .where(gt(webhookEndpoints.id, after))
        .orderBy(asc(webhookEndpoints.id))
        .limit(limit),
    async ({ id, secret, previousSecret }) => {
      if (!isStale(secret) && !isStale(previousSecret)) return false;
      const reseal = (sealed: string) => sealSecret(encryption, id, openSecret(encryption, id, sealed));
      const written = await db
        .update(webhookEndpoints)
        .set({ secret: reseal(secret), previousSecret: previousSecret === null ? null : reseal(previousSecret) })
        .where(and(eq(webhookEndpoints.id, id), eq(webhookEndpoints.secret, secret)))
        .returning({ id: webhookEndpoints.id });
      return written.length > 0;
    },
  );
}
