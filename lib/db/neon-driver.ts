import { neonConfig, Pool, type PoolClient } from '@neondatabase/serverless';
import { drizzle, NeonSession, NeonTransaction } from 'drizzle-orm/neon-serverless';
import { migrate } from 'drizzle-orm/neon-serverless/migrator';
import { PgDialect } from 'drizzle-orm/pg-core';
import WebSocket from 'ws';
import type { DatabaseConfig } from '@/lib/config/config';
import type { Transaction, TransactionRunner } from './client';
import { poolSettings, surviveLostConnections } from './pool-settings';
import { prepareStatements } from './prepared-statements';
import { runTransaction } from './run-transaction';
import type { TimeLimits } from './time-limits';

/** Neon over WebSocket; with `neonWsProxy`, any Postgres behind a WebSocket relay. */
export function openNeon(config: DatabaseConfig, limits: TimeLimits) {
  // Node has a WebSocket of its own from version 22 on.
  if (globalThis.WebSocket === undefined) neonConfig.webSocketConstructor = WebSocket;
  if (config.neonWsProxy !== undefined) goThroughRelay(config.neonWsProxy);
  const pool = new Pool(poolSettings(config));
  surviveLostConnections(pool);
  prepareStatements(pool, limits);
  const db = drizzle(pool);
  const dialect = new PgDialect();
  const over = (client: PoolClient): Transaction =>
    new NeonTransaction(dialect, new NeonSession(client, dialect, undefined), undefined);
  const transaction: TransactionRunner = (work, options) => runTransaction(pool, limits, over, work, options);
  return {
    db,
    transaction,
    migrate: (migrationsFolder: string) => migrate(db, { migrationsFolder }),
    close: () => pool.end(),
  };
}

/** The driver keeps these settings for the whole process. */
function goThroughRelay(address: string): void {
  neonConfig.wsProxy = address.replace(/^wss?:\/\//, '');
  neonConfig.useSecureWebSocket = false;
  // Neon takes the password before it asks and TLS without negotiation; a plain Postgres does neither.
  neonConfig.pipelineConnect = false;
  neonConfig.pipelineTLS = false;
  // Waiting to join writes pays on a long way to the server and costs a millisecond a query on a short one.
  neonConfig.coalesceWrites = false;
}
