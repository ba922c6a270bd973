'use client';

import { percent, perHundred } from '@/app/(dashboard)/campaigns/_parts/figure-text';
import type { FunnelRates, FunnelResponse } from '@/lib/contracts/funnel';
import { funnelRates, funnelStages } from '@/lib/funnel/funnel-metrics';

const shown: readonly (keyof FunnelRates)[] = ['booking_rate', 'show_rate', 'no_show_rate', 'roi'];

/** The headline rates, each with its formula. */
export function FiguresRow({ funnel: { funnel, previous } }: { funnel: FunnelResponse }) {
  return (
    <dl className="grid grid-cols-2 gap-3 rail:grid-cols-4">
      {shown.map((name) => {
        const { title, meaning, full, of, per } = funnelRates[name];
        const hasNoBase = funnel[per] > 0 && funnel[of] > funnel[per];
        const textOf = (value: number | null) => (full === 100 ? perHundred(value) : percent(value));
        return (
          <div key={name} className="min-w-0 rounded-card border bg-surface p-4">
            <dt className="font-medium">{title}</dt>
            <dd>
              <span className="tabular block text-figure">{textOf(funnel[name])}</span>
              <span className="block text-caption text-text-muted">
                {hasNoBase
                  ? `More ${funnelStages[of].title.toLowerCase()} than ${funnelStages[per].title.toLowerCase()}, so no rate.`
                  : meaning}
              </span>
              {previous ? (
                <span className="tabular block text-caption text-text-muted">
                  Previous period: {previous[name] === null ? 'n/a' : textOf(previous[name])}
                </span>
              ) : null}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
