import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Transaction } from './client';
import { isSerializationFailure } from './constraint-errors';

const attempts = 4;

/**
 * Runs `work` in a transaction and runs it again when it lost a race (deadlock, serialization failure). `work` must do
 * nothing but database work: it may run several times. Any other error, and the last lost race, is thrown.
 */
export async function retriedTransaction<Result>(
  db: Database,
  work: (tx: Transaction) => Promise<Result>,
  isolationLevel: 'read committed' | 'repeatable read' | 'serializable' = 'read committed',
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.transaction(work, { isolationLevel });
    } catch (error) {
      if (attempt === attempts || !isSerializationFailure(error)) throw error;
      await sleep(5 * 2 ** attempt);
    }
  }
}
