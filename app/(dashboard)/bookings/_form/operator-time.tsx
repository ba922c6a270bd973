'use client';

import { useLocale } from 'react-aria-components/I18nProvider';
import { Button } from '@/app/_components/action/button';
import { clockText, zonePlace } from '@/app/_components/time/time-text';
import { wallTime } from '@/app/_components/time/wall-time';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import type { BookingCheck } from '@/lib/contracts/bookings';
import { type Draft, wallOf } from './draft';

interface OperatorTimeProps {
  check: BookingCheck;
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  /** The person's own staff entry. */
  ownStaffId: string | null;
}

/** Whether the operator is free then, and if not, when. */
export function OperatorTime({ check, draft, change, ownStaffId }: OperatorTimeProps) {
  const { locale } = useLocale();
  const { operator } = check;
  if (!operator || draft.staffId === null) return null;
  const who = operator.staff_id === ownStaffId ? 'You’re' : `${operator.name} is`;
  const instant = Date.parse(check.start_time);
  const there = wallTime(instant, operator.timezone);
  const here = wallTime(instant, check.timezone);
  const ownClock =
    there.hour === here.hour && there.minute === here.minute
      ? ''
      : ` (${clockText(there, locale)} in ${zonePlace(operator.timezone)})`;

  if (operator.free)
    return (
      <Callout tone="good">
        {who} free{ownClock}
      </Callout>
    );
  const until = operator.busy_until ? Date.parse(operator.busy_until) : null;
  if (until === null) return <Callout tone="bad">{who} busy then.</Callout>;
  const clock = clockText(wallTime(until, check.timezone), locale);
  return (
    <Callout
      tone="bad"
      action={
        <Button size="small" onPress={() => change(wallOf(until, draft.timeZone))}>
          Use {clock}
        </Button>
      }
    >
      {who} busy until {clock}.
    </Callout>
  );
}
