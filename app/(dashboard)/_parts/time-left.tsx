'use client';

import { useNow } from '@/app/_components/browser-clock';
import { Countdown } from '@/app/_components/time/countdown';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { HOUR_MS } from '@/lib/time/units';

/** How soon something is: to the second in the last hour, in words before. */
export function TimeLeft({ to, className }: { to: string; className?: string }) {
  const { timeZone } = useSession().organization;
  const now = useNow(15_000);
  const left = now === null ? Number.POSITIVE_INFINITY : Date.parse(to) - now;
  return left < HOUR_MS ? (
    <Countdown to={to} className={className} />
  ) : (
    <RelativeTime at={to} timeZone={timeZone} className={className} />
  );
}
