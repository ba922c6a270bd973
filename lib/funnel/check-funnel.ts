import { eq, sql } from 'drizzle-orm';
import type { Clock } from '@/lib/core/clock';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { funnelStates } from '@/lib/db/schema/funnel';
import { longTransaction, retriedTransaction } from '@/lib/db/transaction';
import { disagreements } from '@/lib/funnel/internal/disagreements';
import { leadsBehind } from '@/lib/funnel/internal/leads-behind';
import { rebuildCounters } from '@/lib/funnel/internal/rebuild-counters';
import { deriveLeads } from '@/lib/leads/derive-lead';
import type { Logger } from '@/lib/log/logger';
import { notifyAdmins } from '@/lib/orgs/notices/notify-admins';
import { DAY_MS } from '@/lib/time/units';

export interface CheckContext {
  db: Database;
  clock: Clock;
  ids: IdSource;
  logger: Logger;
}

/** So old a comparison is due again. */
const EVERY_MS = DAY_MS;
/** So many leads are mended in one transaction. */
const AT_ONCE = 500;

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

/**
 * Compares one organization's leads with their bookings, then its counters with a count of the leads, each from scratch.
 * @returns campaigns that had to be repaired
 */
export async function checkFunnel(context: CheckContext, organizationId: string): Promise<number> {
  const { db, clock, ids, logger } = context;
  const behind = await longTransaction(db, (tx) => leadsBehind(tx, organizationId));
  const wrong = await longTransaction(db, (tx) => disagreements(tx, organizationId));
  const now = clock.now();
  for (let from = 0; from < behind.length; from += AT_ONCE) {
    const some = behind.slice(from, from + AT_ONCE).map(({ id }) => id);
    await retriedTransaction(db, (tx) => deriveLeads(tx, { ids, now }, some));
  }
  const uncounted = [...new Set(wrong.map(({ campaignId }) => campaignId))].sort();
  const repaired = new Set([...uncounted, ...behind.map(({ campaign_id }) => campaign_id)]);
  await longTransaction(db, async (tx) => {
    for (const campaignId of uncounted) await rebuildCounters(tx, campaignId, now);
    await tx
      .update(funnelStates)
      .set({ checkedAt: now, agreed: repaired.size === 0 })
      .where(eq(funnelStates.organizationId, organizationId));
    if (repaired.size === 0) return;
    const campaigns = repaired.size === 1 ? 'one campaign' : `${repaired.size} campaigns`;
    await notifyAdmins(tx, { ids, now }, organizationId, {
      kind: 'funnel_repaired',
      message: `The funnel of ${campaigns} didn’t match a full recount. We corrected it.`,
    });
  });
  if (repaired.size > 0)
    logger.error('funnel disagreed with a count from scratch', {
      organizationId,
      campaigns: repaired.size,
      figures: wrong.length,
      leads: behind.length,
    });
  return repaired.size;
}
