import { type SQL, sql } from 'drizzle-orm';
import type { NoShowBucket, NoShowQuery, NoShows } from '@/lib/contracts/funnel';
import { type FunnelContext, inScope, readPeriod, requireScope } from '@/lib/funnel/internal/scope';
import { dayIn } from '@/lib/time/calendar-days';
import { boundsOfDay } from '@/lib/time/wall-time';
import { rateOf } from './funnel-metrics';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Upper ends in hours. */
const leadTimes: readonly { upTo: number | null; title: string }[] = [
  { upTo: 1, title: 'Under 1 hour' },
  { upTo: 24, title: '1 to 24 hours' },
  { upTo: 72, title: '1 to 3 days' },
  { upTo: 168, title: '3 to 7 days' },
  { upTo: 336, title: '1 to 2 weeks' },
  { upTo: null, title: 'Over 2 weeks' },
];

/** The last bucket: this often or more. */
const MAX_RESCHEDULES = 3;

interface Row extends Record<string, unknown> {
  dimension: 'total' | 'weekday' | 'hour' | 'lead_time' | 'campaign' | 'reschedules';
  key: string;
  name: string | null;
  booked: number;
  showed: number;
  no_shows: number;
}

/**
 * No-shows by possible reason: the latest accepted booking of each lead whose start has passed, by weekday and hour of the
 * start in the organization's time zone, by lead time, by campaign, and by reschedules.
 * @throws AppError `not_found`, `validation_failed`
 */
export async function noShowAnalysis(ctx: FunnelContext, query: NoShowQuery): Promise<Omit<NoShows, 'success'>> {
  const { zone } = await requireScope(ctx, query);
  const period = readPeriod(query, dayIn(zone, ctx.now));
  const from = period ? boundsOfDay(period.from, zone)?.from : undefined;
  const until = period ? boundsOfDay(period.to, zone)?.until : undefined;
  const { rows } = await ctx.db.execute<Row>(sql`
    with met as materialized (
      select c.id as campaign_id, c.name as campaign_name, b.start_time at time zone ${zone} as start,
             extract(epoch from b.start_time - b.created_at) / 3600 as hours_before,
             l.showed_at is not null as showed, l.no_show_at is not null as no_show,
             (select count(*)::int from booking_history h where h.booking_id = b.id and h.kind = 'rescheduled') as moved
        from campaigns c
        join leads l on l.campaign_id = c.id and l.booked_at is not null
        join booking_events b on b.id = l.booking_id
       where ${inScope(ctx, query)} and b.start_time <= ${ctx.now}
         ${from ? sql`and b.start_time >= ${from}` : sql``} ${until ? sql`and b.start_time < ${until}` : sql``}
    )
    ${groupedBy('total', sql`''`)}
    union all ${groupedBy('weekday', sql`(extract(isodow from start)::int)::text`)}
    union all ${groupedBy('hour', sql`(extract(hour from start)::int)::text`)}
    union all ${groupedBy('lead_time', leadTimeKey)}
    union all ${groupedBy('campaign', sql`campaign_id`, sql`max(campaign_name)`)}
    union all ${groupedBy('reschedules', sql`least(moved, ${sql.raw(String(MAX_RESCHEDULES))})::text`)}`);
  const by = (dimension: Row['dimension']) => new Map(rows.filter((row) => row.dimension === dimension).map(byKey));
  const inOrder = (found: ReadonlyMap<string, Row>, titles: readonly [string, string][]) =>
    titles.map(([key, title]) => bucket(key, title, found.get(key)));
  const hours = Array.from({ length: 24 }, (_, hour) => String(hour));
  return {
    period,
    timezone: zone,
    total: bucket('total', 'All', by('total').get('')),
    by_weekday: inOrder(
      by('weekday'),
      weekdays.map((title, index) => [String(index + 1), title]),
    ),
    by_hour: inOrder(
      by('hour'),
      hours.map((hour) => [hour, `${hour.padStart(2, '0')}:00`]),
    ),
    by_lead_time: inOrder(
      by('lead_time'),
      leadTimes.map(({ title }, index) => [String(index), title]),
    ),
    by_campaign: [...by('campaign').values()]
      .map((row) => bucket(row.key, row.name ?? '', row))
      .sort((a, b) => b.no_shows - a.no_shows || b.booked - a.booked),
    by_reschedules: inOrder(
      by('reschedules'),
      Array.from({ length: MAX_RESCHEDULES + 1 }, (_, times) => [String(times), reschedulesTitle(times)]),
    ),
  };
}

const leadTimeKey: SQL = sql.raw(
  `(case ${leadTimes
    .map(({ upTo }, index) => (upTo === null ? `else ${index}` : `when hours_before < ${upTo} then ${index}`))
    .join(' ')} end)::text`,
);

function groupedBy(dimension: Row['dimension'], key: SQL, name: SQL = sql`null::text`): SQL {
  return sql`select ${sql.raw(`'${dimension}'`)} as dimension, ${key} as key, ${name} as name, count(*)::int as booked,
    count(*) filter (where showed)::int as showed, count(*) filter (where no_show)::int as no_shows
    from met group by 2`;
}

function byKey(row: Row): [string, Row] {
  return [row.key, row];
}

function bucket(key: string, title: string, row: Row | undefined): NoShowBucket {
  const { booked = 0, showed = 0, no_shows = 0 } = row ?? {};
  return { key, title, booked, showed, no_shows, no_show_rate: rateOf(no_shows, showed + no_shows) };
}

function reschedulesTitle(times: number): string {
  if (times === 0) return 'Never rescheduled';
  if (times === MAX_RESCHEDULES) return `Rescheduled ${times} times or more`;
  return times === 1 ? 'Rescheduled once' : `Rescheduled ${times} times`;
}
