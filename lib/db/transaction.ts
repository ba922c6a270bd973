import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Transaction } from './client';
import { isSerializationFailure } from './constraint-errors';
import type { TransactionOptions } from './run-transaction';
import { longLimits, type TimeLimits } from './time-limits';
import { transactionRunnerOf } from './transaction-runner';

const attempts = 4;

/**
 * Runs `work` in a transaction and runs it again when it lost a race (deadlock, serialization failure). `work` must do
 * nothing but database work: it may run several times. Any other error, and the last lost race, is thrown.
 * @param options with limits, `db` is not itself a transaction
 */
export async function retriedTransaction<Result>(
  db: Database,
  work: (tx: Transaction) => Promise<Result>,
  options: TransactionOptions = {},
): Promise<Result> {
  const run = options.limits ? transactionRunnerOf(db) : (one: typeof work) => db.transaction(one, options);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run(work, options);
    } catch (error) {
      if (attempt === attempts || !isSerializationFailure(error)) throw error;
      await sleep(5 * 2 ** attempt);
    }
  }
}

/** Runs `work` in a transaction with other time limits than the ordinary ones; `db` is not itself a transaction. */
export function limitedTransaction<Result>(
  db: Database,
  limits: TimeLimits,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return transactionRunnerOf(db)(work, { limits });
}

/** Runs maintenance that reads or rewrites a whole organization, with minutes instead of seconds for a statement. */
export function longTransaction<Result>(db: Database, work: (tx: Transaction) => Promise<Result>): Promise<Result> {
  return limitedTransaction(db, longLimits, work);
}
