'use client';

import NextLink from 'next/link';
import { useId } from 'react';
import { Link } from '@/app/_components/action/link';
import { ChartFrame } from '@/app/_components/data/chart-frame';
import { countOf } from '@/app/(dashboard)/campaigns/_parts/figure-text';
import type { FunnelResponse, FunnelStage } from '@/lib/contracts/funnel';
import { funnelStages, STILL_MOVING_DAYS, stageNames } from '@/lib/funnel/funnel-metrics';
import { Hatch } from './hatch';

const HEIGHT = 150;
const TOP = 18;
/** Above this count there is no room for figures over the bars. */
const FIGURED = 16;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

type Span = FunnelResponse['trend'][number];

interface TrendChartProps {
  trend: Span[];
  stage: FunnelStage;
  /** The people at a stage among those first emailed within a span. */
  hrefFor: (span: Span, stage: FunnelStage) => string;
}

/** How many leads reached a stage, by the day or week of the first email; striped while they still move. Bars open their people. */
export function TrendChart({ trend, stage, hrefFor }: TrendChartProps) {
  const hatchId = useId();
  const most = Math.max(1, ...trend.map((one) => one[stage]));
  /** What is sent on a finished day is known for good; everything after it is not. */
  const isMoving = (one: Span) => !one.complete || (one.still_moving && stage !== 'sent');
  const step = 100 / Math.max(1, trend.length);
  const every = Math.ceil(trend.length / 8);
  return (
    <ChartFrame
      heading="h2"
      title={`${funnelStages[stage].title} ${isWeekly(trend) ? 'by week' : 'by day'} of first email`}
      head={[isWeekly(trend) ? 'Week of' : 'Day', ...stageNames.map((name) => funnelStages[name].title)]}
      rows={trend.map((one) => ({
        key: one.from,
        cells: [
          `${dayText(one.from)}${isMoving(one) ? ' (still moving)' : ''}`,
          ...stageNames.map((name) =>
            one[name] === 0 ? (
              '0'
            ) : (
              <Link key={name} href={hrefFor(one, name)}>
                {countOf(one[name])}
              </Link>
            ),
          ),
        ],
      }))}
    >
      {trend.some(isMoving) ? (
        <p className="text-right text-caption text-text-muted">
          Striped: emailed in the last {STILL_MOVING_DAYS} days, still moving
        </p>
      ) : null}
      <div className="relative">
        <svg aria-hidden="true" height={HEIGHT} className="block w-full overflow-visible">
          <Hatch id={hatchId} />
          {trend.map((one, index) => {
            const height = one[stage] === 0 ? 0 : Math.max(2, (one[stage] / most) * (HEIGHT - TOP));
            return (
              <g key={one.from}>
                <rect
                  x={`${index * step + step * 0.1}%`}
                  width={`${step * 0.8}%`}
                  y={HEIGHT - height}
                  height={height}
                  rx={2}
                  className={isMoving(one) ? undefined : 'fill-accent'}
                  fill={isMoving(one) ? `url(#${hatchId})` : undefined}
                />
                {one[stage] > 0 && trend.length <= FIGURED ? (
                  <text
                    x={`${(index + 0.5) * step}%`}
                    y={HEIGHT - height - 5}
                    textAnchor="middle"
                    className="tabular fill-text text-caption max-md:text-[10px]"
                  >
                    {countOf(one[stage])}
                  </text>
                ) : null}
              </g>
            );
          })}
          <line x1="0" x2="100%" y1={HEIGHT} y2={HEIGHT} className="stroke-border-strong" />
        </svg>
        <div className="absolute inset-0 flex">
          {trend.map((one) =>
            one[stage] === 0 ? (
              <span key={one.from} className="flex-1" />
            ) : (
              <NextLink
                key={one.from}
                href={hrefFor(one, stage)}
                // Many bars are many stops; the table view has the same links.
                tabIndex={trend.length <= FIGURED ? undefined : -1}
                aria-label={`${countOf(one[stage])} ${funnelStages[stage].title.toLowerCase()}, ${spanText(one)}`}
                className="flex-1 rounded-control hover:bg-hover"
              />
            ),
          )}
        </div>
      </div>
      <div aria-hidden className="tabular mt-1 flex text-caption text-text-muted max-md:text-[10px]/3">
        {trend
          .filter((_, index) => index % every === 0)
          .map((one) => (
            <span key={one.from} className="min-w-0 flex-1 break-words">
              {dayText(one.from)}
            </span>
          ))}
      </div>
      <p className="sr-only">{trend.map((one) => `${dayText(one.from)}: ${one[stage]}`).join('; ')}</p>
    </ChartFrame>
  );
}

function isWeekly(trend: FunnelResponse['trend']): boolean {
  return trend.some(({ from, to }) => from !== to);
}

/** `24 Nov`, `24 Nov to 30 Nov`. */
function spanText({ from, to }: Span): string {
  return from === to ? dayText(from) : `${dayText(from)} to ${dayText(to)}`;
}

/** `24 Nov`. */
function dayText(day: string): string {
  const [, month = 1, date = 1] = day.split('-').map(Number);
  return `${date} ${months[month - 1]}`;
}
