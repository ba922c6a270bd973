import { and, asc, inArray, lte } from 'drizzle-orm';
import { eachAtOnce } from '@/lib/core/each-at-once';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import { type InboxContext, interpretEvent } from './interpret-event';

const BATCH = 50;
const AT_ONCE = 4;

type RetryCounts = Record<'interpreted' | 'failedAgain' | 'dead', number>;

/** Interprets the deliveries that are due: those that failed, and those whose request died before it could. */
export async function retryDue(context: InboxContext, budgetMs: number): Promise<RetryCounts> {
  const { db, clock } = context;
  const counts: RetryCounts = { interpreted: 0, failedAgain: 0, dead: 0 };
  const stopAt = clock.elapsed() + budgetMs;
  while (clock.elapsed() < stopAt) {
    const due = await db
      .select({ id: webhookEvents.id })
      .from(webhookEvents)
      .where(and(inArray(webhookEvents.status, ['received', 'failed']), lte(webhookEvents.nextAttemptAt, clock.now())))
      .orderBy(asc(webhookEvents.nextAttemptAt))
      .limit(BATCH);
    if (due.length === 0) break;
    let settled = 0;
    await eachAtOnce(AT_ONCE, due, async ({ id }) => {
      if (clock.elapsed() >= stopAt) return;
      const { status } = await interpretEvent(context, id);
      if (status === 'taken') return;
      settled += 1;
      counts[status === 'dead' ? 'dead' : status === 'failed' ? 'failedAgain' : 'interpreted'] += 1;
    });
    if (settled === 0) break;
  }
  return counts;
}
