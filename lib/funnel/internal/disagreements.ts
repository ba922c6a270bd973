import { sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { entryDayOf, freshDays, stagesOf } from './stage-sql';

/** A counter that differs from a count from scratch. */
interface Disagreement {
  campaignId: string;
  stage: string;
  /** Null for the figure over all time. */
  day: string | null;
  counted: number;
  stored: number;
}

interface Row extends Record<string, unknown> {
  campaign_id: string;
  stage: string;
  day: string | null;
  counted: string;
  stored: string;
}

/**
 * Counts an organization's leads from scratch and compares the counters, in one snapshot. A lead that is still to be folded
 * counts as it was last folded.
 */
export async function disagreements(db: Database, organizationId: string): Promise<Disagreement[]> {
  const { rows } = await db.execute<Row>(sql`
    with counted as materialized (
      select l.campaign_id, d.stage, ${entryDayOf('f.days')} as day, count(*) as n
        from leads l
        join funnel_states s on s.organization_id = l.organization_id
        cross join lateral (select case when l.dirty_at is null then ${freshDays} else l.folded end as days) f
        cross join lateral jsonb_object_keys(f.days) as d(stage)
       where l.organization_id = ${organizationId}
       group by 1, 2, 3
    ), stored as (
      select f.campaign_id, v.stage, f.day, v.n from funnel_days f cross join lateral ${stagesOf('f')}
       where f.organization_id = ${organizationId} and v.n <> 0
    ), stored_totals as (
      select f.campaign_id, v.stage, v.n from funnel_totals f cross join lateral ${stagesOf('f')}
       where f.organization_id = ${organizationId} and v.n <> 0
    ), totals as (
      select campaign_id, stage, sum(n) as n from counted group by 1, 2
    )
    select coalesce(c.campaign_id, k.campaign_id) as campaign_id, coalesce(c.stage, k.stage) as stage,
           coalesce(c.day, k.day)::text as day, coalesce(c.n, 0)::text as counted, coalesce(k.n, 0)::text as stored
      from counted c full join stored k on (k.campaign_id, k.stage, k.day) = (c.campaign_id, c.stage, c.day)
     where c.n is distinct from k.n
    union all
    select coalesce(t.campaign_id, k.campaign_id), coalesce(t.stage, k.stage), null,
           coalesce(t.n, 0)::text, coalesce(k.n, 0)::text
      from totals t full join stored_totals k on (k.campaign_id, k.stage) = (t.campaign_id, t.stage)
     where t.n is distinct from k.n`);
  return rows.map(({ campaign_id, stage, day, counted, stored }) => ({
    campaignId: campaign_id,
    stage,
    day,
    counted: Number(counted),
    stored: Number(stored),
  }));
}
