import type { Clock } from '@/lib/core/clock';
import type { Database } from '@/lib/db/client';
import { retriedTransaction } from '@/lib/db/transaction';
import { foldBatch } from '@/lib/funnel/internal/fold-batch';
import { followZones } from '@/lib/funnel/internal/follow-zone';

const BATCH = 1000;

/**
 * Brings the funnel's counters up to date: folds the leads that changed, batch by batch, each in a transaction of its own
 * that also clears their marks. Stopped anywhere it loses nothing; run twice at once it counts nothing twice. Its cost
 * follows what changed.
 * @param budgetMs takes no further batch after so long
 */
export async function refreshFunnel(
  { db, clock }: { db: Database; clock: Clock },
  budgetMs: number,
): Promise<{ folded: number }> {
  const stopAt = clock.elapsed() + budgetMs;
  await followZones(db, clock.now());
  let folded = 0;
  for (;;) {
    const count = await retriedTransaction(db, (tx) => foldBatch(tx, BATCH));
    folded += count;
    if (count < BATCH || clock.elapsed() >= stopAt) return { folded };
  }
}
