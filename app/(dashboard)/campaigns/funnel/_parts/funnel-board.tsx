'use client';

import { Upload } from 'lucide-react';
import { ButtonLink } from '@/app/_components/action/link';
import { EmptyState } from '@/app/_components/feedback/empty-state';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { Segmented } from '@/app/_components/form/segmented';
import { Select } from '@/app/_components/form/select';
import { Card } from '@/app/_components/page/card';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { useAddress, useAddressDrawer } from '@/app/_components/use-address';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { funnelSearch, scopeSearch } from '@/app/(dashboard)/campaigns/_parts/funnel-address';
import { FunnelFilters, type FunnelOptions } from '@/app/(dashboard)/campaigns/_parts/funnel-filters';
import { ProviderNotes } from '@/app/(dashboard)/campaigns/_parts/provider-notes';
import type { FunnelStage } from '@/lib/contracts/funnel';
import { funnelStages, STILL_MOVING_DAYS, stageNames } from '@/lib/funnel/funnel-metrics';
import { CampaignTable } from './campaign-table';
import { FiguresRow } from './figures-row';
import { FunnelBars } from './funnel-bars';
import { PeopleDrawer } from './people-drawer';
import { TrendChart } from './trend-chart';
import { type FirstFunnel, useFunnel } from './use-funnel';

/** The funnel page. Its filters live in the address; its figures refresh every few seconds. */
export function FunnelBoard({ first, options }: { first: FirstFunnel; options: FunnelOptions }) {
  const { organization, permissions } = useSession();
  const { timeZone } = organization;
  const { params, hrefWith, change } = useAddress();
  const people = useAddressDrawer('people');
  const { funnel, isStale, error, retry } = useFunnel(funnelSearch(params), first);
  const stage = stageOf(people.openId);
  const drawn = stageOf(params.get('drawn')) ?? 'booked';
  const isWeekly = funnel.trend.some(({ from, to }) => from !== to);

  if (options.campaigns.length === 0)
    return (
      <EmptyState
        action={
          permissions.includes('campaigns:write') ? (
            <ButtonLink variant="primary" href="/campaigns/imports" icon={<Upload aria-hidden className="size-4" />}>
              Import leads
            </ButtonLink>
          ) : undefined
        }
      >
        See how many leads you emailed, and how many replied, booked and showed up. Start by importing leads from your
        email tool or a CSV file.
      </EmptyState>
    );
  return (
    <div className="flex flex-col gap-4">
      <FunnelFilters options={options} timeZone={timeZone} datesNote="Dates filter by when a lead was first emailed." />
      {error ? (
        <ErrorState
          title="These figures may be out of date."
          consequence="These are the last figures we loaded."
          error={error}
          onRetry={retry}
        />
      ) : null}
      <ProviderNotes providers={funnel.providers} timeZone={timeZone} />
      <div aria-busy={isStale} className={isStale ? 'flex flex-col gap-4 opacity-60' : 'flex flex-col gap-4'}>
        <FiguresRow funnel={funnel} />
        <div className="grid gap-4 rail:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <Card>
            <FunnelBars funnel={funnel} hrefFor={people.hrefFor} onOpen={people.open} />
            <p className="mt-4 text-caption text-text-muted">
              {funnel.period ? 'Leads first emailed in this period, and what they have done since' : 'All time'},
              updated <RelativeTime at={funnel.as_of} timeZone={timeZone} />
              {funnel.still_moving
                ? `. Striped: still moving. Leads emailed in the last ${STILL_MOVING_DAYS} days can still reply, book and show up.`
                : null}
            </p>
          </Card>
          <Card>
            <div className="mb-3 flex flex-wrap items-end justify-between gap-2">
              <Select
                label="Stage"
                options={stageNames.map((name) => ({ value: name, label: funnelStages[name].title }))}
                value={drawn}
                onChange={(value) => change({ drawn: String(value) })}
              />
              <Segmented
                label="Interval"
                labelHidden
                options={[
                  { value: 'day', label: 'Days' },
                  { value: 'week', label: 'Weeks' },
                ]}
                value={isWeekly ? 'week' : 'day'}
                onChange={(value) => change({ trend: value })}
              />
            </div>
            <TrendChart
              trend={funnel.trend}
              stage={drawn}
              hrefFor={({ from, to }, people) => hrefWith({ from, to, people })}
            />
          </Card>
        </div>
        <CampaignTable campaigns={funnel.campaigns} hrefFor={(id, people) => hrefWith({ campaign: id, people })} />
      </div>
      <PeopleDrawer
        stage={stage}
        search={scopeSearch(params)}
        count={stage === null ? undefined : funnel.funnel[stage]}
        timeZone={timeZone}
        onClose={people.close}
      />
    </div>
  );
}

function stageOf(text: string | null): FunnelStage | null {
  return stageNames.find((name) => name === text) ?? null;
}
