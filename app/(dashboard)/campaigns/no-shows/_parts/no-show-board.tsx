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

/** Who did not come, by what could be its reason. */
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
  /** The people, of a campaign or all. Here a period is of meetings, in the funnel of stages reached: only without one. */
  const hrefOf = (campaign: string | null) => {
    const scope = new URLSearchParams(search);
    if (scope.has('from') || scope.has('to')) return undefined;
    if (campaign) scope.set('campaign', campaign);
    scope.set('people', 'no_show');
    return `/campaigns/funnel?${scope}`;
  };
  const noShows = `${countOf(total.no_shows)} did not`;
  const noShowHref = hrefOf(null);
  return (
    <div className="flex flex-col gap-4">
      <FunnelFilters options={options} timeZone={timeZone} />
      {error ? (
        <ErrorState title="These figures may be out of date." error={error} onRetry={() => void mutate()} />
      ) : null}
      {total.booked === 0 ? (
        <EmptyState>
          Here you will see when people do not come: by weekday, hour, how long before they booked, and how often it was
          moved. It begins with the first meeting of a lead whose time has come.
        </EmptyState>
      ) : (
        <>
          <p className="text-text-muted">
            Of {countOf(total.booked)} leads whose meeting has come, {countOf(total.showed)} showed,{' '}
            {noShowHref ? <Link href={noShowHref}>{noShows}</Link> : noShows}, and of{' '}
            {countOf(total.booked - total.showed - total.no_shows)} it is not known. Each bar is the share who did not
            come, of those of whom it is known.
          </p>
          <div className="grid gap-4 rail:grid-cols-2">
            <Chart title="By weekday" buckets={analysis.by_weekday} />
            <Chart title="By hour of the day" buckets={analysis.by_hour} />
            <Chart title="By how long before it was booked" buckets={analysis.by_lead_time} />
            <Chart title="By how often it was moved" buckets={analysis.by_reschedules} />
            <Chart title="By campaign" buckets={analysis.by_campaign} hrefOf={({ key }) => hrefOf(key)} />
          </div>
        </>
      )}
    </div>
  );
}

interface ChartProps {
  title: string;
  buckets: NoShowBucket[];
  /** The people behind a bar. */
  hrefOf?: (bucket: NoShowBucket) => string | undefined;
}

function Chart({ title, buckets, hrefOf }: ChartProps) {
  const known = buckets.filter(({ showed, no_shows }) => showed + no_shows > 0);
  return (
    <Card>
      <BarChart
        title={title}
        valueName="No-show rate"
        noteName="No-shows"
        full={1}
        format={percent}
        bars={known.map((bucket) => ({
          label: bucket.title,
          href: hrefOf?.(bucket),
          value: bucket.no_shows / (bucket.showed + bucket.no_shows),
          note: `${countOf(bucket.no_shows)} of ${countOf(bucket.showed + bucket.no_shows)}`,
        }))}
      />
    </Card>
  );
}
