import { and, asc, eq, gt, isNotNull } from 'drizzle-orm';
import { openCredentials, sealCredentials } from '@/lib/calendars/connections/internal/vault';
import type { Database } from '@/lib/db/client';
import { connections } from '@/lib/db/schema/calendars';
import type { Encryption } from '@/lib/security/encryption';
import { type ResealCounts, resealEach } from '@/lib/security/reseal-each';

/**
 * Encrypts with the first key everything of a connection that was encrypted with another. Afterwards the old key can be
 * taken out of the configuration.
 */
export function rotateCredentials(db: Database, encryption: Encryption): Promise<ResealCounts> {
  return resealEach(
    (after, limit) =>
      db
        .select()
        .from(connections)
        .where(and(gt(connections.id, after), isNotNull(connections.credentials)))
        .orderBy(asc(connections.id))
        .limit(limit),
    (row) => rotateOne(db, encryption, row),
  );
}

async function rotateOne(db: Database, encryption: Encryption, row: typeof connections.$inferSelect): Promise<boolean> {
  const { credentials, subscription } = row;
  if (credentials === null) return false;
  const reseal = (sealed: string) => sealCredentials(encryption, row.id, openCredentials(encryption, row.id, sealed));
  const staleSubscription = subscription !== null && encryption.isStale(subscription.secret);
  if (!encryption.isStale(credentials) && !staleSubscription) return false;
  const written = await db
    .update(connections)
    .set({
      credentials: encryption.isStale(credentials) ? reseal(credentials) : credentials,
      ...(staleSubscription ? { subscription: { ...subscription, secret: reseal(subscription.secret) } } : {}),
    })
    .where(and(eq(connections.id, row.id), eq(connections.credentials, credentials)))
    .returning({ id: connections.id });
  return written.length > 0;
}
