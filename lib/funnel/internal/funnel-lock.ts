import { sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';

/** Shared by those who change counters by difference, until the transaction ends. */
export async function lockForFolding(tx: Database): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock_shared(hashtext('slotline.funnel'))`);
}

/** Keeps everyone from folding while counters are rebuilt, until the transaction ends. */
export async function lockForRebuild(tx: Database): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('slotline.funnel'))`);
}
