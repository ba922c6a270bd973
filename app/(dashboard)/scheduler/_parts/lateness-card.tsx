'use client';

import { Histogram } from '@/app/_components/data/histogram';
import { Card } from '@/app/_components/page/card';
import { classLabels, FEW_CALLS, latenessText, placeOf, punctualityText } from '@/app/(dashboard)/_parts/lateness-text';
import type { SchedulerStatus } from '@/lib/contracts/scheduler';

/** How late the calls of the last day were ordered. */
export function LatenessCard({ lateness }: { lateness: SchedulerStatus['lateness'] }) {
  const { calls, histogram } = lateness;
  const marks = [
    ['p50', lateness.p50_ms],
    ['p95', lateness.p95_ms],
    ['p99', lateness.p99_ms],
  ] as const;
  return (
    <Card title="Lateness" note="Delay between scheduled time and dialing, last 24 hours">
      {calls === 0 ? (
        <p className="py-6 text-center text-text-muted">No calls in the last 24 hours.</p>
      ) : (
        <Histogram
          title={calls < FEW_CALLS ? (punctualityText(lateness) ?? '') : `${calls.toLocaleString('en-US')} calls`}
          countName="Calls"
          bins={classLabels(histogram).map((label, index) => ({ label, count: histogram[index]?.calls ?? 0 }))}
          markers={(calls < FEW_CALLS ? [] : marks).flatMap(([label, ms]) =>
            ms === null ? [] : [{ label, value: latenessText(ms), position: placeOf(ms, histogram) }],
          )}
        />
      )}
    </Card>
  );
}
