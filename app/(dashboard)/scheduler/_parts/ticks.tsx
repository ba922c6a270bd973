'use client';

import { CircleCheck, CircleX, LoaderCircle } from 'lucide-react';
import { Badge } from '@/app/_components/feedback/badge';
import { Card } from '@/app/_components/page/card';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { latenessText } from '@/app/(dashboard)/_parts/lateness-text';
import type { SchedulerStatus } from '@/lib/contracts/scheduler';

const SHOWN = 8;

/** The scheduler's recent runs: when, for how long, with what result. */
export function Ticks({ runs }: { runs: SchedulerStatus['runs'] }) {
  const { timeZone } = useSession().organization;
  return (
    <Card title="Recent runs" note="The scheduler runs every minute.">
      {runs.length === 0 ? (
        <p className="py-6 text-center text-text-muted">The first run appears here within a minute.</p>
      ) : (
        <table className="w-full text-left text-table">
          <thead className="text-caption text-text-muted">
            <tr>
              <th scope="col">Started</th>
              <th scope="col" className="text-right">
                Duration
              </th>
              <th scope="col" className="w-28 text-right">
                Result
              </th>
            </tr>
          </thead>
          <tbody>
            {runs.slice(0, SHOWN).map((run) => (
              <tr key={run.id} className="h-8 border-t">
                <td>
                  <RelativeTime at={run.started_at} timeZone={timeZone} />
                </td>
                <td className="tabular text-right">{durationOf(run)}</td>
                <td className="text-right">
                  <Result run={run} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

type Run = SchedulerStatus['runs'][number];

function durationOf({ started_at, finished_at }: Run): string {
  return finished_at ? latenessText(Date.parse(finished_at) - Date.parse(started_at)) : '–';
}

function Result({ run }: { run: Run }) {
  const icon = 'size-3.5 shrink-0';
  if (run.failed)
    return (
      <Badge tone="bad" icon={<CircleX aria-hidden className={icon} />}>
        Failed
      </Badge>
    );
  if (!run.finished_at)
    return (
      <Badge tone="info" icon={<LoaderCircle aria-hidden className={icon} />}>
        Running
      </Badge>
    );
  return (
    <Badge tone="good" icon={<CircleCheck aria-hidden className={icon} />}>
      Done
    </Badge>
  );
}
