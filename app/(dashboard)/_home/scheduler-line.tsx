'use client';

import { Link } from '@/app/_components/action/link';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import { punctualityText } from '@/app/(dashboard)/_parts/lateness-text';
import { SilentAlarm } from '@/app/(dashboard)/_parts/silent-alarm';
import { useScheduler } from '@/app/(dashboard)/_parts/use-scheduler';
import type { SchedulerStatus } from '@/lib/contracts/scheduler';

/** The scheduler's health in one line; loud only when it is silent. */
export function SchedulerLine({ initial }: { initial: SchedulerStatus }) {
  const { timeZone } = useSession().organization;
  const { scheduler } = useScheduler(initial);
  const newest = scheduler.runs[0];
  if (scheduler.silent || !newest) return <SilentAlarm lastRun={newest?.started_at ?? null} />;
  const punctuality = punctualityText(scheduler.lateness);
  return (
    <Callout tone="good" action={<Link href="/scheduler">Scheduler</Link>}>
      Calls are going out on time. Last checked <RelativeTime at={newest.started_at} timeZone={timeZone} />.
      {punctuality ? ` ${punctuality} in the last 24 hours.` : ''}
    </Callout>
  );
}
