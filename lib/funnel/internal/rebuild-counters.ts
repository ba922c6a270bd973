import { sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { lockForRebuild } from './funnel-lock';
import { countColumns, entryDayOf, freshDays, sumByStage } from './stage-sql';

/**
 * Rebuilds a campaign's counters from `leads.folded`, and marks leads whose `folded` is wrong for the next refresh.
 * Call it inside a transaction; folding waits until that ends.
 */
export async function rebuildCounters(tx: Database, campaignId: string, now: Date): Promise<void> {
  await lockForRebuild(tx);
  await tx.execute(sql`
    update leads l set dirty_at = ${now} from funnel_states s
     where s.organization_id = l.organization_id and l.campaign_id = ${campaignId} and l.dirty_at is null
       and l.folded <> ${freshDays}`);
  await tx.execute(sql`delete from funnel_days where campaign_id = ${campaignId}`);
  await tx.execute(sql`delete from funnel_totals where campaign_id = ${campaignId}`);
  await tx.execute(sql`
    insert into funnel_days (campaign_id, organization_id, day, ${countColumns})
    select l.campaign_id, l.organization_id, ${entryDayOf('l.folded')}, ${sumByStage('1')}
      from leads l cross join lateral jsonb_object_keys(l.folded) as d(stage)
     where l.campaign_id = ${campaignId}
     group by 1, 2, 3`);
  await tx.execute(sql`
    insert into funnel_totals (campaign_id, organization_id, ${countColumns})
    select l.campaign_id, l.organization_id, ${sumByStage('1')}
      from leads l cross join lateral jsonb_object_keys(l.folded) as d(stage)
     where l.campaign_id = ${campaignId}
     group by 1, 2`);
}
