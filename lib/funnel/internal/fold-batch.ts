import { sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { lockForFolding } from './funnel-lock';
import { addedTo, countColumns, entryDayOf, freshDays, sumByStage } from './stage-sql';

/**
 * Folds changed leads into the counters, by the difference between `leads.folded` and their stages now; inside a
 * transaction. Leads locked by another transaction are left to the next batch.
 * @returns how many were folded
 */
export async function foldBatch(tx: Database, limit: number): Promise<number> {
  await lockForFolding(tx);
  const { rows } = await tx.execute<{ folded: number }>(sql`
    with batch as materialized (
      select l.id, l.campaign_id, l.organization_id, l.folded as before, ${freshDays} as after
        from leads l
        join funnel_states s on s.organization_id = l.organization_id
       where l.dirty_at is not null
       order by l.dirty_at
       limit ${limit}
         for no key update of l skip locked
    ), cleared as (
      update leads set dirty_at = null, folded = batch.after from batch where leads.id = batch.id
    ), moved as materialized (
      select batch.campaign_id, batch.organization_id, d.stage, d.day, d.change
        from batch
        cross join lateral (
          select stage, ${entryDayOf('batch.before')} as day, -1 as change
            from jsonb_object_keys(batch.before) as b(stage)
          union all
          select stage, ${entryDayOf('batch.after')}, 1 from jsonb_object_keys(batch.after) as a(stage)
        ) as d
       where batch.before <> batch.after
    ), days as (
      insert into funnel_days (campaign_id, organization_id, day, ${countColumns})
      select campaign_id, organization_id, day, ${sumByStage('change')} from moved
       group by campaign_id, organization_id, day
       order by campaign_id, day
      on conflict (campaign_id, day) do update set ${addedTo('funnel_days')}
    ), totals as (
      insert into funnel_totals (campaign_id, organization_id, ${countColumns})
      select campaign_id, organization_id, ${sumByStage('change')} from moved
       group by campaign_id, organization_id
       order by campaign_id
      on conflict (campaign_id) do update set ${addedTo('funnel_totals')}
    )
    select count(*)::int as folded from batch`);
  return rows[0]?.folded ?? 0;
}
