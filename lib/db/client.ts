import type { ExtractTablesWithRelations } from 'drizzle-orm';
import type { PgDatabase, PgQueryResultHKT, PgTransaction } from 'drizzle-orm/pg-core';
import type { DatabaseConfig } from '@/lib/config/config';
import { openNeon } from './neon-driver';
import { openPg } from './pg-driver';
import type { TransactionOptions } from './run-transaction';
import { ordinaryLimits, type TimeLimits } from './time-limits';
import { setTransactionRunner } from './transaction-runner';

type NoSchema = Record<string, never>;

/** What a statement outside the query builder returns, whichever driver ran it. */
interface StatementResult<Row> {
  rows: Row[];
  rowCount: number | null;
}

interface ResultKind extends PgQueryResultHKT {
  type: StatementResult<this['row']>;
}

/** The database, and anything that can stand in for it: a transaction is one as well. */
export type Database = PgDatabase<ResultKind, NoSchema>;

/** An open transaction: what `db.transaction` passes to its callback. */
export type Transaction = PgTransaction<ResultKind, NoSchema, ExtractTablesWithRelations<NoSchema>>;

/** Runs `work` in a transaction; both drivers have one. */
export type TransactionRunner = <Result>(
  work: (tx: Transaction) => Promise<Result>,
  options?: TransactionOptions,
) => Promise<Result>;

/** A driver's connections, as this folder uses them. */
interface Connections {
  db: Database;
  transaction: TransactionRunner;
  /** Applies the migrations of the folder that are not applied yet, all in one transaction. */
  migrate(folder: string): Promise<void>;
  close(): Promise<void>;
}

const opened = new WeakMap<Database, Connections>();

/**
 * Opens a pool with the driver of the configuration. Connects on first use; every process holds one.
 * @param limits of statements and transactions that bring none of their own
 */
export function createDatabase(config: DatabaseConfig, limits: TimeLimits = ordinaryLimits): Database {
  const connections = openConnections(config, limits);
  opened.set(connections.db, connections);
  return connections.db;
}

/** Ends the pool of a database made by `createDatabase`, after the queries under way. */
export async function closeDatabase(db: Database): Promise<void> {
  await opened.get(db)?.close();
  opened.delete(db);
}

/** The pool with its maintenance side; for this folder. */
export function openConnections(config: DatabaseConfig, limits: TimeLimits): Connections {
  const connections: Connections = config.driver === 'neon' ? openNeon(config, limits) : openPg(config, limits);
  const { db, transaction } = connections;
  // The query builder's own loses a connection of the pool with every `begin` that fails.
  db.transaction = ((work, options) => transaction(work, options)) as Database['transaction'];
  setTransactionRunner(db, transaction);
  return connections;
}
