import { sql } from 'drizzle-orm';
import type { DatabaseConfig } from '@/lib/config/config';
import { openConnections } from './client';
import { noLimits } from './time-limits';

const migrationLock = 5_614_730_221;

/**
 * Applies the migrations of `folder` through the direct connection. Safe to run twice at once: the second waits for
 * the first and finds nothing to do. All pending migrations are one transaction: all or none.
 */
export async function applyMigrations(config: DatabaseConfig, folder = 'drizzle'): Promise<void> {
  const connections = openConnections({ ...config, url: config.directUrl, poolSize: 2 }, noLimits);
  try {
    // Held by a transaction on a connection of its own, the lock ends with the process whatever happens.
    await connections.db.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${migrationLock})`);
      await connections.migrate(folder);
    });
  } finally {
    await connections.close();
  }
}
