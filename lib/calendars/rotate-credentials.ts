import { and, asc, eq, gt, isNotNull } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { connections } from '@/lib/db/schema/calendars';
import type { Encryption } from '@/lib/security/encryption';
import { openCredentials, sealCredentials } from './vault';

const BATCH = 100;

/**
 * Encrypts anew, with the first key, whatever was encrypted with another. A row that changes meanwhile is written by
 * whoever changed it, with the first key as well. Afterwards the old key can be taken out of the configuration.
 * @returns how many connections were looked at, and how many rewritten
 */
export async function rotateCredentials(
  db: Database,
  encryption: Encryption,
): Promise<{ seen: number; rotated: number }> {
  const counts = { seen: 0, rotated: 0 };
  for (let after = ''; ; ) {
    const rows = await db
      .select()
      .from(connections)
      .where(and(gt(connections.id, after), isNotNull(connections.credentials)))
      .orderBy(asc(connections.id))
      .limit(BATCH);
    for (const row of rows) {
      counts.seen += 1;
      if (await rotateOne(db, encryption, row)) counts.rotated += 1;
    }
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return counts;
    after = last.id;
  }
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
