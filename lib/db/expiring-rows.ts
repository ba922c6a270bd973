import { inArray, lt, type SQL } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Database } from './client';

/** Rows that are deleted some time after nobody needs them. */
export interface ExpiringRows {
  table: PgTable;
  key: PgColumn;
  isExpired: (now: Date) => SQL;
}

/** Whether an instant lies more than `ageMs` back. */
export function olderThan(column: PgColumn, now: Date, ageMs: number): SQL {
  return lt(column, new Date(now.getTime() - ageMs));
}

/** Deletes up to `limit` expired rows, leaving those in use; returns how many. */
export async function deleteExpired(
  db: Database,
  { table, key, isExpired }: ExpiringRows,
  now: Date,
  limit: number,
): Promise<number> {
  const expired = db.select({ key }).from(table).where(isExpired(now)).limit(limit).for('update', { skipLocked: true });
  const { rowCount } = await db.delete(table).where(inArray(key, expired));
  return rowCount ?? 0;
}
