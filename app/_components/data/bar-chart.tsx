'use client';

import { useId } from 'react';
import { Link } from '@/app/_components/action/link';
import { ChartFrame } from './chart-frame';

interface Bar {
  label: string;
  value: number;
  /** Beside the value: what it is a part of. */
  note?: string;
  /** The people behind the bar. */
  href?: string;
  /** Context rather than the main series: grey. */
  isContext?: boolean;
  /** The period is not over: hatched. */
  isIncomplete?: boolean;
}

interface BarChartProps {
  title: string;
  bars: Bar[];
  /** What is counted; head of the value column in the table view. */
  valueName: string;
  /** What the notes say; head of their column in the table view. */
  noteName?: string;
  /** The value of a bar over the whole width; default: the greatest. */
  full?: number;
  /** Marked by a line across each bar. */
  average?: number;
  format?: (value: number) => string;
}

/** Horizontal bars, their values readable without pointing at them. */
export function BarChart({ title, bars, valueName, noteName, full, average, format = String }: BarChartProps) {
  const most = full ?? Math.max(1, ...bars.map((bar) => bar.value));
  return (
    <ChartFrame
      heading="h2"
      title={title}
      head={['', valueName, ...(noteName ? [noteName] : [])]}
      rows={bars.map((bar) => ({
        key: bar.label,
        cells: [bar.label, format(bar.value), ...(noteName ? [bar.note ?? ''] : [])],
      }))}
    >
      <ul className="flex flex-col gap-2.5">
        {bars.map((bar) => (
          <li key={bar.label}>
            <div className="flex items-baseline justify-between gap-3 text-table">
              <span className="min-w-0 truncate">
                {bar.href ? <Link href={bar.href}>{bar.label}</Link> : bar.label}
              </span>
              <span className="tabular shrink-0">
                <strong>{format(bar.value)}</strong>
                {bar.note ? <span className="ml-2 text-text-muted">{bar.note}</span> : null}
                {bar.isIncomplete ? <span className="ml-2 text-text-muted">not over yet</span> : null}
              </span>
            </div>
            <BarShape bar={bar} share={bar.value / most} mark={average === undefined ? null : average / most} />
          </li>
        ))}
      </ul>
    </ChartFrame>
  );
}

function BarShape({ bar, share, mark }: { bar: Bar; share: number; mark: number | null }) {
  const hatchId = useId();
  const fill = bar.isContext ? 'fill-border-strong' : 'fill-accent';
  return (
    <svg aria-hidden="true" className="mt-1 block h-2.5 w-full overflow-hidden rounded-[3px] bg-sunken">
      {bar.isIncomplete ? (
        <pattern id={hatchId} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="3" height="6" className={fill} />
        </pattern>
      ) : null}
      <rect
        width={`${share * 100}%`}
        height="100%"
        className={bar.isIncomplete ? undefined : fill}
        fill={bar.isIncomplete ? `url(#${hatchId})` : undefined}
      />
      {mark === null ? null : (
        <line x1={`${mark * 100}%`} x2={`${mark * 100}%`} y1="0" y2="100%" strokeWidth="2" className="stroke-text" />
      )}
    </svg>
  );
}
