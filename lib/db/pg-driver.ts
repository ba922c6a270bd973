import { drizzle, NodePgSession, NodePgTransaction } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { PgDialect } from 'drizzle-orm/pg-core';
import pg from 'pg';
import type { DatabaseConfig } from '@/lib/config/config';
import type { Transaction, TransactionRunner } from './client';
import { poolSettings, sessionLimits, surviveLostConnections } from './pool-settings';
import { prepareStatements } from './prepared-statements';
import { runTransaction } from './run-transaction';
import type { TimeLimits } from './time-limits';

/** Any Postgres over TCP. */
export function openPg(config: DatabaseConfig, limits: TimeLimits) {
  const pool = new pg.Pool({ ...poolSettings(config), ...sessionLimits(limits), keepAlive: true });
  surviveLostConnections(pool);
  prepareStatements(pool, limits);
  const db = drizzle(pool);
  const dialect = new PgDialect();
  const over = (client: pg.PoolClient): Transaction =>
    new NodePgTransaction(dialect, new NodePgSession(client, dialect, undefined), undefined);
  const transaction: TransactionRunner = (work, options) => runTransaction(pool, limits, over, work, options);
  return {
    db,
    transaction,
    migrate: (migrationsFolder: string) => migrate(db, { migrationsFolder }),
    close: () => pool.end(),
  };
}
