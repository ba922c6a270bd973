import { and, asc, eq, gt } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { webhookEndpoints } from '@/lib/db/schema/outgoing';
import type { Encryption } from '@/lib/security/encryption';
import { openSecret, sealSecret } from './endpoint-secrets';

const BATCH = 100;

/**
 * Encrypts anew, with the first key, the secrets of endpoints that were encrypted with another. A row that changes
 * meanwhile is written by whoever changed it, with the first key as well.
 * @returns how many endpoints were looked at, and how many rewritten
 */
export async function resealSecrets(db: Database, encryption: Encryption): Promise<{ seen: number; rotated: number }> {
  const counts = { seen: 0, rotated: 0 };
  for (let after = ''; ; ) {
    const rows = await db
      .select()
      .from(webhookEndpoints)
      .where(gt(webhookEndpoints.id, after))
      .orderBy(asc(webhookEndpoints.id))
      .limit(BATCH);
    for (const { id, secret, previousSecret } of rows) {
      counts.seen += 1;
      const isStale = (sealed: string | null) => sealed !== null && encryption.isStale(sealed);
      if (!isStale(secret) && !isStale(previousSecret)) continue;
      const reseal = (sealed: string) => sealSecret(encryption, id, openSecret(encryption, id, sealed));
      const written = await db
        .update(webhookEndpoints)
        .set({ secret: reseal(secret), previousSecret: previousSecret === null ? null : reseal(previousSecret) })
        .where(and(eq(webhookEndpoints.id, id), eq(webhookEndpoints.secret, secret)))
        .returning({ id: webhookEndpoints.id });
      counts.rotated += written.length;
    }
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return counts;
    after = last.id;
  }
}
