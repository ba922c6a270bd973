'use client';

import { RelativeTime } from '@/app/_components/time/relative-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { Callout } from '@/app/(dashboard)/_parts/callout';

/** Said loudly: nothing wakes the scheduler, so no call leaves by itself. */
export function SilentAlarm({ lastRun }: { lastRun: string | null }) {
  const { timeZone } = useSession().organization;
  return (
    <div role="alert">
      <Callout tone="bad">
        <p className="font-medium">The scheduler is silent: no tick for more than three minutes.</p>
        <p>
          {lastRun ? (
            <>
              The last one came <RelativeTime at={lastRun} timeZone={timeZone} />.{' '}
            </>
          ) : null}
          Calls wait until the next tick; past their grace period they count as missed. Check that the cron of the
          deployment runs and that its secret is right.
        </p>
      </Callout>
    </div>
  );
}
