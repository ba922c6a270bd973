'use client';

import { ChartFrame } from './chart-frame';

interface Bin {
  /** Range as people read it: "50–100 ms". */
  label: string;
  count: number;
}

interface Marker {
  /** "p99". */
  label: string;
  /** "84 ms". */
  value: string;
  /** Where it stands, in bins from the left: 2.5 is the middle of the third. */
  position: number;
}

interface HistogramProps {
  title: string;
  bins: Bin[];
  /** What is counted: "calls". */
  countName: string;
  /** Percentiles, drawn as lines and listed above. */
  markers?: Marker[];
}

const HEIGHT = 132;
const TOP = 18;

/** How often a value fell into each range. Positions are percentages, so that the text keeps its size. */
export function Histogram({ title, bins, countName, markers = [] }: HistogramProps) {
  const most = Math.max(1, ...bins.map((bin) => bin.count));
  const step = 100 / Math.max(1, bins.length);
  return (
    <ChartFrame
      title={title}
      head={['Range', countName]}
      rows={bins.map((bin) => ({ key: bin.label, cells: [bin.label, String(bin.count)] }))}
    >
      {markers.length > 0 ? (
        <dl className="mb-2 flex flex-wrap gap-x-5 gap-y-1">
          {markers.map((marker) => (
            <div key={marker.label} className="flex items-baseline gap-1.5">
              <dt className="text-caption text-text-muted">{marker.label}</dt>
              <dd className="tabular font-semibold">{marker.value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      <svg aria-hidden="true" height={HEIGHT} className="block w-full overflow-visible">
        {bins.map((bin, index) => {
          const height = bin.count === 0 ? 0 : Math.max(2, (bin.count / most) * (HEIGHT - TOP));
          return (
            <g key={bin.label}>
              <rect
                x={`${index * step + step * 0.08}%`}
                width={`${step * 0.84}%`}
                y={HEIGHT - height}
                height={height}
                rx={2}
                className="fill-accent"
              />
              {bin.count > 0 ? (
                <text
                  x={`${(index + 0.5) * step}%`}
                  y={HEIGHT - height - 5}
                  textAnchor="middle"
                  className="tabular fill-text text-caption max-md:text-[10px]"
                >
                  {bin.count}
                </text>
              ) : null}
            </g>
          );
        })}
        {markers.map((marker) => (
          <line
            key={marker.label}
            x1={`${marker.position * step}%`}
            x2={`${marker.position * step}%`}
            y1={0}
            y2={HEIGHT}
            className="stroke-text-muted"
            strokeDasharray="3 3"
          />
        ))}
        <line x1="0" x2="100%" y1={HEIGHT} y2={HEIGHT} className="stroke-border-strong" />
      </svg>
      <div aria-hidden className="mt-1 flex text-center text-caption text-text-muted max-md:text-[10px]/3">
        {bins.map((bin) => (
          <span key={bin.label} className="min-w-0 flex-1 px-0.5 break-words">
            {bin.label}
          </span>
        ))}
      </div>
      <p className="sr-only">{bins.map((bin) => `${bin.label}: ${bin.count}`).join('; ')}</p>
    </ChartFrame>
  );
}
