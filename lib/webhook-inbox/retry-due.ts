import { and, asc, inArray, lte } from 'drizzle-orm';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import { type InboxContext, interpretEvent } from './interpret-event';

const BATCH = 50;
const AT_ONCE = 4;

export type RetryCounts = Record<'interpreted' | 'failedAgain' | 'dead', number>;

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
    const worker = async () => {
      for (let next = due.shift(); next && clock.elapsed() < stopAt; next = due.shift()) {
        const { status } = await interpretEvent(context, next.id);
        if (status === 'taken') continue;
        settled += 1;
        counts[status === 'dead' ? 'dead' : status === 'failed' ? 'failedAgain' : 'interpreted'] += 1;
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    if (settled === 0) break;
  }
  return counts;
}
