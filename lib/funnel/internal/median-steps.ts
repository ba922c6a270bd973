import { sql } from 'drizzle-orm';
import type { FunnelStage } from '@/lib/contracts/funnel';
import { funnelStages, stageNames } from '@/lib/funnel/funnel-metrics';
import { type FunnelContext, inScope, type ScopeQuery } from './scope';
import { enteredAt } from './stage-sql';

/** The latest leads of a step, enough for a stable median; with many campaigns, some of each. */
const LATEST = 80;
const MIN_PER_CAMPAIGN = 4;

/** Median seconds from the stage before, over the latest leads of each step. */
export async function medianSteps(
  ctx: FunnelContext,
  scope: ScopeQuery,
  entered: { from: Date | undefined; until: Date | undefined },
): Promise<Partial<Record<FunnelStage, number>>> {
  const steps = stageNames.flatMap((stage) => {
    const { after, column } = funnelStages[stage];
    if (after === null) return [];
    const reached = sql.raw(`l.${column}`);
    const before = sql.raw(`l.${funnelStages[after].column}`);
    return [
      sql`select ${stage} as stage,
                 percentile_cont(0.5) within group (order by extract(epoch from steps.at - steps.before)) as seconds
            from (
              select latest.at, latest.before from campaigns c
                cross join lateral (
                  select ${reached} as at, ${before} as before from leads l
                   where l.campaign_id = c.id and ${reached} is not null
                     ${entered.from ? sql`and ${enteredAt} >= ${entered.from}` : sql``}
                     ${entered.until ? sql`and ${enteredAt} < ${entered.until}` : sql``}
                   order by ${reached} desc limit (select size from sample)) latest
               where ${inScope(ctx, scope)} and latest.before <= latest.at) steps`,
    ];
  });
  const { rows } = await ctx.db.execute<{ stage: FunnelStage; seconds: number | null }>(
    sql`with sample as materialized (
          select greatest(${MIN_PER_CAMPAIGN}, ${LATEST} / greatest(1, count(*)))::int as size
            from campaigns c where ${inScope(ctx, scope)})
        ${sql.join(steps, sql` union all `)}`,
  );
  return Object.fromEntries(rows.flatMap(({ stage, seconds }) => (seconds === null ? [] : [[stage, seconds]])));
}
