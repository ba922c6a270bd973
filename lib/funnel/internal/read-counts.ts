import { type SQL, sql } from 'drizzle-orm';
import type { FunnelResponse, StageCounts } from '@/lib/contracts/funnel';
import { noCounts, pendingOf, ratesOf, stageNames } from '@/lib/funnel/funnel-metrics';
import { type FunnelContext, inScope, type Period, type ScopeQuery } from './scope';

interface CampaignCounts {
  id: string;
  name: string;
  clientId: string | null;
  clientName: string | null;
  counts: StageCounts;
}

type CountRow = Record<string, unknown> & Record<(typeof stageNames)[number], string | number | null>;
type CampaignRow = CountRow & { id: string; name: string; client_id: string | null; client_name: string | null };

/** The counters of each campaign of a scope: over all time, or of a period. */
export async function countsByCampaign(
  ctx: FunnelContext,
  scope: ScopeQuery,
  period: Period | null,
): Promise<CampaignCounts[]> {
  const columns = (from: string) => sql.raw(stageNames.map((stage) => `${from}.${stage}`).join(', '));
  const source: SQL = period
    ? sql`left join lateral (
            select ${sql.raw(stageNames.map((stage) => `sum(${stage}) as ${stage}`).join(', '))} from funnel_days
             where campaign_id = c.id and day between ${period.from} and ${period.to}) f on true`
    : sql`left join funnel_totals f on f.campaign_id = c.id`;
  const { rows } = await ctx.db.execute<CampaignRow>(sql`
    select c.id, c.name, c.client_id, k.name as client_name, ${columns('f')}
      from campaigns c
      left join clients k on k.id = c.client_id
      ${source}
     where ${inScope(ctx, scope)}
     order by c.created_at desc, c.id desc`);
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    clientId: row.client_id,
    clientName: row.client_name,
    counts: countsOf(row),
  }));
}

/** The counters of a scope by day of the first email; empty days are absent. */
export async function countsByDay(
  ctx: FunnelContext,
  scope: ScopeQuery,
  period: Period,
): Promise<Map<string, StageCounts>> {
  const { rows } = await ctx.db.execute<CountRow & { day: string }>(sql`
    select f.day::text as day, ${sql.raw(stageNames.map((stage) => `sum(f.${stage}) as ${stage}`).join(', '))}
      from funnel_days f
      join campaigns c on c.id = f.campaign_id
     where ${inScope(ctx, scope)} and f.organization_id = ${ctx.org} and f.day between ${period.from} and ${period.to}
     group by f.day`);
  return new Map(rows.map((row) => [row.day, countsOf(row)]));
}

/** The sum of counts. */
export function sumOf(all: Iterable<StageCounts>): StageCounts {
  const sum = { ...noCounts };
  for (const counts of all) for (const stage of stageNames) sum[stage] += counts[stage];
  return sum;
}

/** Counts with every rate, as the API returns them. */
export function figuresOf(counts: StageCounts): Omit<FunnelResponse['funnel'], 'steps'> {
  return { ...counts, ...ratesOf(counts), pending: pendingOf(counts) };
}

function countsOf(row: CountRow): StageCounts {
  return Object.fromEntries(stageNames.map((stage) => [stage, Number(row[stage] ?? 0)])) as unknown as StageCounts;
}
