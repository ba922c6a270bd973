import { getTableName } from 'drizzle-orm';
import { expiringCalendarRows } from '@/lib/calendars/expiring-rows';
import type { Database } from '@/lib/db/client';
import { deleteExpired } from '@/lib/db/expiring-rows';
import { expiringJobRows } from '@/lib/jobs/expiring-rows';
import { sweepExpiredEntries } from '@/lib/kv/postgres';
import { expiringLeadRows } from '@/lib/leads/expiring-rows';
import { expiringOrgRows } from '@/lib/orgs/expiring-rows';
import { expiringInboxRows } from '@/lib/webhook-inbox/expiring-rows';
import { expiringOutboxRows } from '@/lib/webhook-outbox/expiring-rows';

const BATCH = 1_000;
/** Most rows that one run deletes from a table; the next run continues. */
const MAX_ROWS = 50_000;

const expiringRows = [
  ...expiringOrgRows,
  ...expiringJobRows,
  ...expiringCalendarRows,
  ...expiringLeadRows,
  ...expiringInboxRows,
  ...expiringOutboxRows,
];

/**
 * Deletes expired rows in batches, so that transactions stay short. Runs may overlap.
 * @returns rows deleted, by table
 */
export async function purgeExpired(db: Database, now: Date): Promise<Record<string, number>> {
  const counts: Record<string, number> = {
    kv_entries: await inBatches((limit) => sweepExpiredEntries(db, now, limit)),
  };
  for (const rows of expiringRows)
    counts[getTableName(rows.table)] = await inBatches((limit) => deleteExpired(db, rows, now, limit));
  return counts;
}

async function inBatches(deleteSome: (limit: number) => Promise<number>): Promise<number> {
  let total = 0;
  while (total < MAX_ROWS) {
    const deleted = await deleteSome(BATCH);
    total += deleted;
    if (deleted < BATCH) break;
  }
  return total;
}
