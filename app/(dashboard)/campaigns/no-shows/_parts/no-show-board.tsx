'use client';

import useSWR from 'swr';
import { apiGet } from '@/app/_components/api';
import { BarChart } from '@/app/_components/data/bar-chart';
import { EmptyState } from '@/app/_components/feedback/empty-state';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { Card } from '@/app/_components/page/card';
import { useAddress } from '@/app/_components/use-address';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { countOf, percent } from '@/app/(dashboard)/campaigns/funnel/_parts/figure-text';
import { scopeSearch } from '@/app/(dashboard)/campaigns/funnel/_parts/funnel-address';
import { FunnelFilters, type FunnelOptions } from '@/app/(dashboard)/campaigns/funnel/_parts/funnel-filters';
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
            {countOf(total.no_shows)} did not, and of {countOf(total.booked - total.showed - total.no_shows)} it is not
            known. Shares are of those of whom it is known.
          </p>
          <div className="grid gap-4 rail:grid-cols-2">
            <Chart title="By weekday" buckets={analysis.by_weekday} />
            <Chart title="By hour of the day" buckets={analysis.by_hour} />
            <Chart title="By how long before it was booked" buckets={analysis.by_lead_time} />
            <Chart title="By how often it was moved" buckets={analysis.by_reschedules} />
            <Chart title="By campaign" buckets={analysis.by_campaign} />
          </div>
        </>
      )}
    </div>
  );
}

function Chart({ title, buckets }: { title: string; buckets: NoShowBucket[] }) {
  const met = buckets.filter(({ booked }) => booked > 0);
  return (
    <Card>
      <BarChart
        title={title}
        valueName="No-shows"
        bars={met.map((bucket) => ({
          label: bucket.title,
          value: bucket.no_shows,
          note: `${percent(bucket.no_show_rate)} of ${countOf(bucket.showed + bucket.no_shows)}`,
        }))}
      />
    </Card>
  );
}
