import { sql } from 'drizzle-orm';
import type { FunnelProvider, FunnelQuery, FunnelResponse } from '@/lib/contracts/funnel';
import { medianSteps } from '@/lib/funnel/internal/median-steps';
import { countsByCampaign, countsByDay, figuresOf, sumOf } from '@/lib/funnel/internal/read-counts';
import { type FunnelContext, type Period, readPeriod, requireScope } from '@/lib/funnel/internal/scope';
import { isStillMoving, trendOf, trendPeriod } from '@/lib/funnel/internal/trend';
import { addDays, dayIn, daysFrom } from '@/lib/time/calendar-days';
import { boundsOfDay } from '@/lib/time/wall-time';
import { funnelStages, pathStages, rateOf } from './funnel-metrics';

/**
 * The funnel of a campaign, a client or the whole organization, from the counters. A period counts the leads that entered
 * the funnel within it, and what has become of them since. The cost grows with the campaigns and days asked for.
 * @throws AppError `not_found`, `validation_failed`
 */
export async function readFunnel(
  ctx: FunnelContext,
  query: FunnelQuery,
  providers: FunnelProvider[],
): Promise<Omit<FunnelResponse, 'success'>> {
  const { client, campaign, zone } = await requireScope(ctx, query);
  const today = dayIn(zone, ctx.now);
  const period = readPeriod(query, today);
  const before = period && query.compare === 'previous' ? periodBefore(period) : null;
  const trend = trendPeriod(period, today, query.trend);
  const [rows, earlier, days, medians, asOf] = await Promise.all([
    countsByCampaign(ctx, query, period),
    before ? countsByCampaign(ctx, query, before) : null,
    countsByDay(ctx, query, trend.period),
    medianSteps(ctx, query, {
      from: period ? boundsOfDay(period.from, zone)?.from : undefined,
      until: period ? boundsOfDay(period.to, zone)?.until : undefined,
    }),
    foldedUpTo(ctx),
  ]);
  const counts = sumOf(rows.map((row) => row.counts));
  return {
    client,
    campaign,
    period,
    timezone: zone,
    still_moving: period !== null && isStillMoving(period.to, today),
    funnel: {
      ...figuresOf(counts),
      steps: [...pathStages, 'no_show' as const].map((stage) => {
        const { after } = funnelStages[stage];
        return {
          stage,
          count: counts[stage],
          step_rate: after === null ? null : rateOf(counts[stage], counts[after]),
          total_rate: rateOf(counts[stage], counts.sent),
          median_seconds: medians[stage] ?? null,
        };
      }),
    },
    previous: before && earlier ? { ...figuresOf(sumOf(earlier.map((row) => row.counts))), period: before } : null,
    trend: trendOf(days, trend, today),
    campaigns: rows.map((row) => ({
      ...figuresOf(row.counts),
      id: row.id,
      name: row.name,
      client_id: row.clientId,
      client_name: row.clientName,
    })),
    as_of: asOf.toISOString(),
    timestamp: ctx.now.toISOString(),
    providers,
  };
}

/** The period of the same length that ends the day before. */
function periodBefore({ from, to }: Period): Period {
  return { from: addDays(from, -1 - daysFrom(from, to)), to: addDays(from, -1) };
}

/** Every change of before then is in the counters. */
async function foldedUpTo({ db, org, now }: FunnelContext): Promise<Date> {
  const { rows } = await db.execute<{ oldest: string | Date | null }>(
    sql`select min(dirty_at) as oldest from leads where organization_id = ${org} and dirty_at is not null`,
  );
  const oldest = rows[0]?.oldest;
  return oldest ? new Date(oldest) : now;
}
