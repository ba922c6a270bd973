'use client';

import { Histogram } from '@/app/_components/data/histogram';
import { Card } from '@/app/_components/page/card';
import type { SchedulerStatus } from '@/lib/contracts/scheduler';
import { classLabels, latenessText, placeOf } from './lateness-text';

/** How long after its time each call of the last day was ordered. */
export function LatenessCard({ lateness }: { lateness: SchedulerStatus['lateness'] }) {
  const { calls, histogram } = lateness;
  const marks = [
    ['p50', lateness.p50_ms],
    ['p95', lateness.p95_ms],
    ['p99', lateness.p99_ms],
  ] as const;
  return (
    <Card title="Lateness" note="From the time of a call to its order at the carrier, last 24 hours">
      {calls === 0 ? (
        <p className="py-6 text-center text-text-muted">No call left in the last 24 hours.</p>
      ) : (
        <Histogram
          title={calls === 1 ? '1 call' : `${calls.toLocaleString('en-GB')} calls`}
          countName="Calls"
          bins={classLabels(histogram).map((label, index) => ({ label, count: histogram[index]?.calls ?? 0 }))}
          markers={marks.flatMap(([label, ms]) =>
            ms === null ? [] : [{ label, value: latenessText(ms), position: placeOf(ms, histogram) }],
          )}
        />
      )}
    </Card>
  );
}
