import { sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';

/** Held while counters are changed by difference: any number at once. Until the transaction ends. */
export async function lockForFolding(tx: Database): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(hashtext('slotline.funnel'))`);
}

/** Held while counters are written anew: nobody folds meanwhile. Until the transaction ends. */
export async function lockForRebuild(tx: Database): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('slotline.funnel'))`);
}
