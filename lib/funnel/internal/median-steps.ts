import { sql } from 'drizzle-orm';
import type { FunnelStage } from '@/lib/contracts/funnel';
import { funnelStages, stageNames } from '@/lib/funnel/funnel-metrics';
import { inScope, type Reader, type Whose } from './scope';
import { enteredAt } from './stage-sql';

/** So many who took a step last are enough for a median that does not jump; of many campaigns, some of each. */
const LATEST = 80;
const MIN_OF_EACH = 4;

/** How long leads took from the stage before, the median over the latest who took each step, in seconds. */
export async function medianSteps(
  ctx: Reader,
  whose: Whose,
  entered: { from: Date | undefined; until: Date | undefined },
): Promise<Partial<Record<FunnelStage, number>>> {
  const steps = stageNames.flatMap((stage) => {
    const { after, column } = funnelStages[stage];
    if (after === null) return [];
    const reached = sql.raw(`l.${column}`);
    const before = sql.raw(`l.${funnelStages[after].column}`);
    return [
      sql`select ${stage} as stage,
                 percentile_cont(0.5) within group (order by extract(epoch from taken.at - taken.before)) as seconds
            from (
              select latest.at, latest.before from campaigns c
                cross join lateral (
                  select ${reached} as at, ${before} as before from leads l
                   where l.campaign_id = c.id and ${reached} is not null
                     ${entered.from ? sql`and ${enteredAt} >= ${entered.from}` : sql``}
                     ${entered.until ? sql`and ${enteredAt} < ${entered.until}` : sql``}
                   order by ${reached} desc limit (select most from each)) latest
               where ${inScope(ctx, whose)} and latest.before <= latest.at) taken`,
    ];
  });
  const { rows } = await ctx.db.execute<{ stage: FunnelStage; seconds: number | null }>(
    sql`with each as materialized (
          select greatest(${MIN_OF_EACH}, ${LATEST} / greatest(1, count(*)))::int as most
            from campaigns c where ${inScope(ctx, whose)})
        ${sql.join(steps, sql` union all `)}`,
  );
  return Object.fromEntries(rows.flatMap(({ stage, seconds }) => (seconds === null ? [] : [[stage, seconds]])));
}
