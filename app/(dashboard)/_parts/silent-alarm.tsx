'use client';

import { RelativeTime } from '@/app/_components/time/relative-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { Callout } from '@/app/(dashboard)/_parts/callout';

/** The alarm when nothing wakes the scheduler, so no call goes out. */
export function SilentAlarm({ lastRun }: { lastRun: string | null }) {
  const { timeZone } = useSession().organization;
  return (
    <div role="alert">
      <Callout tone="bad">
        <p className="font-medium">The scheduler is silent: it hasn’t run for more than three minutes.</p>
        <p>
          {lastRun ? (
            <>
              It last ran <RelativeTime at={lastRun} timeZone={timeZone} />.{' '}
            </>
          ) : null}
          Calls wait for its next run and count as missed after their grace period. Check that the deployment’s cron is
          running and that its secret is correct.
        </p>
      </Callout>
    </div>
  );
}
