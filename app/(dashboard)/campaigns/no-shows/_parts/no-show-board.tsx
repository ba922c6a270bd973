'use client';

import useSWR from 'swr';
import { Link } from '@/app/_components/action/link';
import { apiGet } from '@/app/_components/api';
import { BarChart } from '@/app/_components/data/bar-chart';
import { EmptyState } from '@/app/_components/feedback/empty-state';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { Card } from '@/app/_components/page/card';
import { useAddress } from '@/app/_components/use-address';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { countOf, percent } from '@/app/(dashboard)/campaigns/_parts/figure-text';
import { scopeSearch } from '@/app/(dashboard)/campaigns/_parts/funnel-address';
import { FunnelFilters, type FunnelOptions } from '@/app/(dashboard)/campaigns/_parts/funnel-filters';
import type { NoShowBucket, NoShows } from '@/lib/contracts/funnel';

interface NoShowBoardProps {
  first: { search: string; analysis: NoShows };
  options: FunnelOptions;
}

const FRESH_MS = 5_000;
/** With fewer meetings than that a rate says little. */
const FEW = 5;

/** No-show rates by weekday, hour, lead time, reschedules and campaign. */
export function NoShowBoard({ first, options }: NoShowBoardProps) {
  const { timeZone } = useSession().organization;
  const { params } = useAddress();
  const search = scopeSearch(params);
  const { data, error, mutate } = useSWR<NoShows, unknown>(
    search ? `/api/funnel/no-shows?${search}` : '/api/funnel/no-shows',
    apiGet<NoShows>,
    {
      fallbackData: search === first.search ? first.analysis : undefined,
      refreshInterval: FRESH_MS,
      keepPreviousData: true,
    },
  );
  const analysis = data ?? first.analysis;
  const { total } = analysis;
  const pending = total.booked - total.showed - total.no_shows;
  const average = shareOf(total);
  /** The people, of one campaign or all. Periods mean meetings here and stages in the funnel, so only without one. */
  const hrefOf = (campaign: string | null) => {
    const scope = new URLSearchParams(search);
    if (scope.has('from') || scope.has('to')) return undefined;
    if (campaign) scope.set('campaign', campaign);
    scope.set('people', 'no_show');
    return `/campaigns/funnel?${scope}`;
  };
  const noShows = total.no_shows === 1 ? '1 no-show' : `${countOf(total.no_shows)} no-shows`;
  const noShowHref = hrefOf(null);
  return (
    <div className="flex flex-col gap-4">
      <FunnelFilters options={options} timeZone={timeZone} datesNote="Dates filter by meeting time." />
      {error ? (
        <ErrorState
          title="These figures may be out of date."
          consequence="These are the last figures we loaded."
          error={error}
          onRetry={() => void mutate()}
        />
      ) : null}
      {total.booked === 0 ? (
        <EmptyState>
          No-show rates by weekday, hour, lead time and reschedules appear here after your first meeting with a lead.
        </EmptyState>
      ) : (
        <>
          <p className="text-text-muted">
            {total.booked === 1 ? '1 meeting' : `${countOf(total.booked)} meetings`}: {countOf(total.showed)} showed,{' '}
            <strong className="font-semibold text-text">
              {noShowHref ? <Link href={noShowHref}>{noShows}</Link> : noShows}
            </strong>
            {average === null ? null : ` (${percent(average)})`}
            {pending > 0 ? `, ${countOf(pending)} pending` : null}. Bars show the no-show rate, without pending
            meetings; the line marks the average. Gray bars have fewer than {FEW} meetings.
          </p>
          <div className="grid gap-4 rail:grid-cols-2">
            <Chart title="By weekday" buckets={analysis.by_weekday} average={average} />
            <Chart title="By hour of the day" buckets={analysis.by_hour} average={average} />
            <Chart title="By lead time" buckets={analysis.by_lead_time} average={average} />
            <Chart title="By reschedules" buckets={analysis.by_reschedules} average={average} />
            <Chart
              title="By campaign"
              buckets={analysis.by_campaign}
              average={average}
              hrefOf={({ key }) => hrefOf(key)}
            />
          </div>
        </>
      )}
    </div>
  );
}

interface ChartProps {
  title: string;
  buckets: NoShowBucket[];
  average: number | null;
  /** The people behind a bar. */
  hrefOf?: (bucket: NoShowBucket) => string | undefined;
}

function Chart({ title, buckets, average, hrefOf }: ChartProps) {
  const known = buckets.filter(({ showed, no_shows }) => showed + no_shows > 0);
  return (
    <Card>
      <BarChart
        title={title}
        valueName="No-show rate"
        noteName="No-shows"
        full={1}
        average={average ?? undefined}
        format={percent}
        bars={known.map((bucket) => ({
          label: bucket.title,
          href: hrefOf?.(bucket),
          value: shareOf(bucket) ?? 0,
          isContext: bucket.showed + bucket.no_shows < FEW,
          note: `${countOf(bucket.no_shows)} of ${countOf(bucket.showed + bucket.no_shows)}`,
        }))}
      />
    </Card>
  );
}

/** The no-show rate of those whose attendance is known; null when it is of nobody. */
function shareOf({ showed, no_shows }: Pick<NoShowBucket, 'showed' | 'no_shows'>): number | null {
  return showed + no_shows === 0 ? null : no_shows / (showed + no_shows);
}
