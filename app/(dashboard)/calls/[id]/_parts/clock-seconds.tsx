'use client';

import { wallTime } from '@/app/_components/time/wall-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';

const pad = (part: number) => String(part).padStart(2, '0');

/** An instant as a clock shows it, to the second: `14:30:07`. */
export function ClockSeconds({ at }: { at: string }) {
  const { timeZone } = useSession().organization;
  const { hour, minute, second } = wallTime(Date.parse(at), timeZone);
  return (
    <time dateTime={at} className="tabular">
      {pad(hour)}:{pad(minute)}:{pad(second)}
    </time>
  );
}
