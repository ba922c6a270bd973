import { eq, sql } from 'drizzle-orm';
import type { Clock } from '@/lib/core/clock';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { funnelStates } from '@/lib/db/schema/funnel';
import type { Logger } from '@/lib/log/logger';
import { notifyAdmins } from '@/lib/orgs/notify-admins';
import { disagreements } from './internal/funnel/disagreements';
import { rebuildCounters } from './internal/funnel/rebuild-counters';

export interface CheckContext {
  db: Database;
  clock: Clock;
  ids: IdSource;
  logger: Logger;
}

/** So old a comparison is due again. */
const EVERY_MS = 24 * 3_600_000;

/**
 * Counts the funnels of the organizations whose turn it is from scratch; the counters must agree. Where they do not, they
 * are written anew, and the organization's admins are told.
 * @returns organizations checked, and campaigns that did not agree
 */
export async function checkDueFunnels(
  context: CheckContext,
  budgetMs: number,
): Promise<{ checked: number; repaired: number }> {
  const { db, clock } = context;
  const stopAt = clock.elapsed() + budgetMs;
  const counts = { checked: 0, repaired: 0 };
  const before = new Date(clock.now().getTime() - EVERY_MS);
  const { rows: due } = await db.execute<{ id: string }>(sql`
    select organization_id as id from funnel_states
     where checked_at is null or checked_at <= ${before}
     order by checked_at nulls first`);
  for (const { id } of due) {
    counts.repaired += await checkFunnel(context, id);
    counts.checked += 1;
    if (clock.elapsed() >= stopAt) break;
  }
  return counts;
}

/** Compares one organization's counters with a count from scratch. @returns campaigns that had to be repaired */
export async function checkFunnel(context: CheckContext, organizationId: string): Promise<number> {
  const { db, clock, ids, logger } = context;
  const wrong = await disagreements(db, organizationId);
  const campaignIds = [...new Set(wrong.map(({ campaignId }) => campaignId))].sort();
  const now = clock.now();
  await db.transaction(async (tx) => {
    for (const campaignId of campaignIds) await rebuildCounters(tx, campaignId, now);
    await tx
      .update(funnelStates)
      .set({ checkedAt: now, agreed: wrong.length === 0 })
      .where(eq(funnelStates.organizationId, organizationId));
    if (wrong.length === 0) return;
    const campaigns = campaignIds.length === 1 ? 'one campaign' : `${campaignIds.length} campaigns`;
    await notifyAdmins(tx, { ids, now }, organizationId, {
      kind: 'funnel_repaired',
      message: `The funnel of ${campaigns} did not agree with a count from scratch. It was counted anew.`,
    });
  });
  if (wrong.length > 0)
    logger.error('funnel counters disagreed', { organizationId, campaigns: campaignIds.length, figures: wrong.length });
  return campaignIds.length;
}
