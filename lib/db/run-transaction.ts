import type { PgTransactionConfig } from 'drizzle-orm/pg-core';
import { isDriverTimeout, limitStatements, type TimeLimits } from './time-limits';

type IsolationLevel = NonNullable<PgTransactionConfig['isolationLevel']>;

export interface TransactionOptions {
  isolationLevel?: IsolationLevel | undefined;
  limits?: TimeLimits | undefined;
}

/** A connection that was taken out of a pool, as both drivers have it. */
interface PooledClient {
  query(text: string): Promise<unknown>;
  release(destroy?: Error | boolean): void;
}

/**
 * Runs `work` in a transaction on a connection of its own, with time limits that the server keeps. A connection on which
 * `begin`, `commit` or `rollback` failed, or a statement never came back, is destroyed: given back, it would be lost to
 * the pool or carry somebody's open transaction.
 */
export async function runTransaction<Client extends PooledClient, Tx, Result>(
  pool: { connect(): Promise<Client> },
  poolLimits: TimeLimits,
  over: (client: Client) => Tx,
  work: (tx: Tx) => Promise<Result>,
  { isolationLevel = 'read committed', limits = poolLimits }: TransactionOptions = {},
): Promise<Result> {
  const client = await pool.connect();
  limitStatements(client, limits.statementMs);
  let broken = true;
  try {
    await client.query(beginning(isolationLevel, limits));
    const outcome = await outcomeOf(() => work(over(client)));
    if (outcome.ok) await client.query('commit');
    // Behind a statement that never came back, a rollback would wait as long again.
    else if (isDriverTimeout(outcome.error)) throw outcome.error;
    // Whatever the rollback says, the first error is the cause.
    else if (!(await outcomeOf(() => client.query('rollback'))).ok) throw outcome.error;
    broken = false;
    if (!outcome.ok) throw outcome.error;
    return outcome.result;
  } finally {
    limitStatements(client, poolLimits.statementMs);
    client.release(broken);
  }
}

type Outcome<Result> = { ok: true; result: Result } | { ok: false; error: unknown };

async function outcomeOf<Result>(work: () => Promise<Result>): Promise<Outcome<Result>> {
  try {
    return { ok: true, result: await work() };
  } catch (error) {
    return { ok: false, error };
  }
}

/** One message to the server, so that the limits cost no round trip; they end with the transaction, as poolers need it. */
function beginning(isolationLevel: IsolationLevel, limits: TimeLimits): string {
  return [
    `begin isolation level ${isolationLevel}`,
    `set local statement_timeout = ${limits.statementMs}`,
    `set local lock_timeout = ${limits.lockMs}`,
    `set local idle_in_transaction_session_timeout = ${limits.idleMs}`,
  ].join('; ');
}
