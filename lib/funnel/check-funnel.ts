import { eq, sql } from 'drizzle-orm';
import { funnelStates } from '@/lib/db/schema/funnel';
import { longTransaction, retriedTransaction } from '@/lib/db/transaction';
import { disagreements } from '@/lib/funnel/internal/disagreements';
import { leadsBehind } from '@/lib/funnel/internal/leads-behind';
import { rebuildCounters } from '@/lib/funnel/internal/rebuild-counters';
import type { JobContext } from '@/lib/jobs/job-context';
import { deriveLeads } from '@/lib/leads/derive-lead';
import { notifyAdmins } from '@/lib/orgs/notices/notify-admins';
import { DAY_MS } from '@/lib/time/units';

/** How often a funnel is checked. */
const CHECK_INTERVAL_MS = DAY_MS;
/** Leads repaired per transaction. */
const BATCH = 500;

/**
 * Recounts the funnels that are due from scratch. Counters that differ are rebuilt, and the organization's admins notified.
 * @returns organizations checked, and campaigns repaired
 */
export async function checkDueFunnels(
  context: JobContext,
  budgetMs: number,
): Promise<{ checked: number; repaired: number }> {
  const { db, clock } = context;
  const stopAt = clock.elapsed() + budgetMs;
  const counts = { checked: 0, repaired: 0 };
  const before = new Date(clock.now().getTime() - CHECK_INTERVAL_MS);
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
export async function checkFunnel(context: JobContext, organizationId: string): Promise<number> {
  const { db, clock, ids, logger } = context;
  const behind = await longTransaction(db, (tx) => leadsBehind(tx, organizationId));
  const differing = await longTransaction(db, (tx) => disagreements(tx, organizationId));
  const now = clock.now();
  for (let from = 0; from < behind.length; from += BATCH) {
    const some = behind.slice(from, from + BATCH).map(({ id }) => id);
    await retriedTransaction(db, (tx) => deriveLeads(tx, { ids, now }, some));
  }
  const uncounted = [...new Set(differing.map(({ campaignId }) => campaignId))].sort();
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
      figures: differing.length,
      leads: behind.length,
    });
  return repaired.size;
}
