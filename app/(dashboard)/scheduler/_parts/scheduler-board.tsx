'use client';

import { ErrorState } from '@/app/_components/feedback/error-state';
import { PageHead } from '@/app/_components/page/page-head';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { SilentAlarm } from '@/app/(dashboard)/_parts/silent-alarm';
import { useScheduler } from '@/app/(dashboard)/_parts/use-scheduler';
import type { SchedulerStatus } from '@/lib/contracts/scheduler';
import { DueNext } from './due-next';
import { LatenessCard } from './lateness-card';
import { MissedCalls } from './missed-calls';
import { Ticks } from './ticks';

/** The scheduler page: whether it runs, how punctual calls are, what is next and what was missed. */
export function SchedulerBoard({ initial }: { initial: SchedulerStatus }) {
  const { timeZone } = useSession().organization;
  const { scheduler, error, retry } = useScheduler(initial);
  const newest = scheduler.runs[0];
  return (
    <>
      <PageHead title="Scheduler">
        {newest ? (
          <>
            Last run <RelativeTime at={newest.started_at} timeZone={timeZone} />. Calls go out on the second.
          </>
        ) : (
          'The scheduler hasn’t run yet.'
        )}
      </PageHead>
      <div className="flex flex-col gap-4">
        {error ? (
          <ErrorState
            title="This page may be out of date."
            consequence="This is the last version we loaded. Calls still go out."
            error={error}
            onRetry={retry}
          />
        ) : null}
        {scheduler.silent ? <SilentAlarm lastRun={newest?.started_at ?? null} /> : null}
        <div className="grid gap-4 rail:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
          <LatenessCard lateness={scheduler.lateness} />
          <Ticks runs={scheduler.runs} />
          <DueNext next={scheduler.next} />
          <MissedCalls missed={scheduler.missed} />
        </div>
      </div>
    </>
  );
}
