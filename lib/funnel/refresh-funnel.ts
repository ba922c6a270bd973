import type { Clock } from '@/lib/core/clock';
import type { Database } from '@/lib/db/client';
import { retriedTransaction } from '@/lib/db/transaction';
import { foldBatch } from '@/lib/funnel/internal/fold-batch';
import { followZones } from '@/lib/funnel/internal/follow-zone';

const BATCH = 1000;

/**
 * Updates the funnel's counters: folds the leads that changed, in batches, each in its own transaction that also clears
 * their marks. It can be killed anywhere and run concurrently. Its cost grows with what changed.
 * @param budgetMs no new batch starts after this time
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
