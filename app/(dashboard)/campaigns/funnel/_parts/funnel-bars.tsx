'use client';

import { useId } from 'react';
import { Link } from '@/app/_components/action/link';
import { cx } from '@/app/_components/cx';
import { ChartFrame } from '@/app/_components/data/chart-frame';
import { changeOf, countOf, lengthOf, percent } from '@/app/(dashboard)/campaigns/_parts/figure-text';
import type { FunnelResponse, FunnelStage } from '@/lib/contracts/funnel';
import { funnelStages } from '@/lib/funnel/funnel-metrics';
import { Hatch } from './hatch';

interface FunnelBarsProps {
  funnel: FunnelResponse;
  hrefFor: (stage: string) => string;
  onOpen: (stage: string) => void;
}

/** The funnel from stage to stage; each bar opens the people it counts. */
export function FunnelBars({ funnel, hrefFor, onOpen }: FunnelBarsProps) {
  const { steps } = funnel.funnel;
  const hatchId = useId();
  const most = Math.max(1, ...steps.map(({ count }) => count));
  const isMoving = (stage: FunnelStage) => funnel.still_moving && stage !== 'sent';
  return (
    <ChartFrame
      heading="h2"
      title="Funnel"
      head={['Stage', 'Leads', 'Of previous stage', 'Of sent', 'Median time']}
      rows={steps.map((step) => ({
        key: step.stage,
        cells: [
          funnelStages[step.stage].title,
          countOf(step.count),
          percent(step.step_rate),
          percent(step.total_rate),
          lengthOf(step.median_seconds),
        ],
      }))}
    >
      <svg aria-hidden="true" className="absolute size-0">
        <Hatch id={hatchId} />
      </svg>
      <ol className="flex flex-col gap-3">
        {steps.map((step) => (
          <li key={step.stage} className={cx(step.stage === 'no_show' && 'border-t pt-3')}>
            <div className="flex flex-wrap items-baseline justify-between gap-x-3">
              <Link
                href={hrefFor(step.stage)}
                title={funnelStages[step.stage].meaning}
                onClick={(event) => {
                  if (event.metaKey || event.ctrlKey || event.shiftKey) return;
                  event.preventDefault();
                  onOpen(step.stage);
                }}
              >
                {funnelStages[step.stage].title}
              </Link>
              <span className="tabular text-lead font-semibold">{countOf(step.count)}</span>
            </div>
            <svg aria-hidden="true" className="my-1 block h-3 w-full overflow-hidden rounded-[3px] bg-sunken">
              <rect
                width={`${(step.count / most) * 100}%`}
                height="100%"
                className={
                  step.stage === 'no_show' ? 'fill-border-strong' : isMoving(step.stage) ? undefined : 'fill-accent'
                }
                fill={isMoving(step.stage) ? `url(#${hatchId})` : undefined}
              />
            </svg>
            <p className="tabular flex flex-wrap gap-x-4 text-caption text-text-muted">{notes(step, funnel)}</p>
          </li>
        ))}
      </ol>
    </ChartFrame>
  );
}

function notes(step: FunnelResponse['funnel']['steps'][number], { funnel, previous }: FunnelResponse) {
  const { after } = funnelStages[step.stage];
  const said: string[] = [];
  if (after !== null) said.push(`${percent(step.step_rate)} of ${funnelStages[after].title.toLowerCase()}`);
  if (after !== null && after !== 'sent') said.push(`${percent(step.total_rate)} of sent`);
  if (step.median_seconds) said.push(`median ${lengthOf(step.median_seconds)}`);
  if (step.stage === 'booked' && funnel.pending > 0) said.push(`${countOf(funnel.pending)} pending`);
  if (previous) said.push(changeOf(step.count, previous[step.stage satisfies FunnelStage]));
  return said.map((one) => <span key={one}>{one}</span>);
}
