import { sql } from 'drizzle-orm';
import type { FunnelPeople, FunnelPeopleQuery, FunnelPerson } from '@/lib/contracts/funnel';
import { cutPage, readTimeCursor, writeTimeCursor } from '@/lib/db/cursor';
import { type FunnelContext, inScope, readPeriod, requireScope } from '@/lib/funnel/internal/scope';
import { enteredAt } from '@/lib/funnel/internal/stage-sql';
import { dayIn } from '@/lib/time/calendar-days';
import { boundsOfDay } from '@/lib/time/wall-time';
import { funnelStages } from './funnel-metrics';

interface Row extends Record<string, unknown> {
  id: string;
  first_name: string | null;
  last_name: string | null;
  email: string;
  company: string | null;
  booking_id: string | null;
  reached_at: string | Date;
  campaign_id: string;
  campaign_name: string;
}

/**
 * The people behind a number of the funnel, the latest to reach the stage first. A period selects them as it does in the
 * funnel: by the day they entered it.
 * @throws AppError `not_found`, `validation_failed`, `invalid_cursor`
 */
export async function funnelPeople(
  ctx: FunnelContext,
  query: FunnelPeopleQuery,
): Promise<Omit<FunnelPeople, 'success'>> {
  const { zone } = await requireScope(ctx, query);
  const period = readPeriod(query, dayIn(zone, ctx.now));
  const from = period ? boundsOfDay(period.from, zone)?.from : undefined;
  const until = period ? boundsOfDay(period.to, zone)?.until : undefined;
  const after = query.cursor === undefined ? null : readTimeCursor(query.cursor);
  const reached = sql.raw(`l.${funnelStages[query.stage].column}`);
  const limit = query.limit + 1;
  const { rows } = await ctx.db.execute<Row>(sql`
    select p.*, c.id as campaign_id, c.name as campaign_name
      from campaigns c
      cross join lateral (
        select l.id, l.first_name, l.last_name, l.email, l.company, l.booking_id, ${reached} as reached_at
          from leads l
         where l.campaign_id = c.id and ${reached} is not null
           ${from ? sql`and ${enteredAt} >= ${from}` : sql``}
           ${until ? sql`and ${enteredAt} < ${until}` : sql``}
           ${after ? sql`and (${reached}, l.id) < (${after.at}::timestamptz, ${after.id})` : sql``}
         order by ${reached} desc, l.id desc
         limit ${limit}) p
     where ${inScope(ctx, query)}
     order by p.reached_at desc, p.id desc
     limit ${limit}`);
  const { page, last } = cutPage(rows, query.limit);
  return { people: page.map(toWire), next_cursor: last ? writeTimeCursor(last.reached_at, last.id) : null };
}

function toWire(row: Row): FunnelPerson {
  return {
    lead_id: row.id,
    name: [row.first_name, row.last_name].filter(Boolean).join(' ') || null,
    email: row.email,
    company: row.company,
    campaign_id: row.campaign_id,
    campaign_name: row.campaign_name,
    reached_at: new Date(row.reached_at).toISOString(),
    booking_id: row.booking_id,
  };
}
