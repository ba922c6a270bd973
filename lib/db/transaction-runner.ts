import type { Database, TransactionRunner } from './client';

const runners = new WeakMap<Database, TransactionRunner>();

/** Says how a database runs transactions, for those who open it. */
export function setTransactionRunner(db: Database, runner: TransactionRunner): void {
  runners.set(db, runner);
}

/** How a database of this process runs transactions. @throws for anything else, a transaction included */
export function transactionRunnerOf(db: Database): TransactionRunner {
  const runner = runners.get(db);
  if (!runner) throw new Error('This is a transaction, or no database of this process.');
  return runner;
}
