'use client';

import { Moon, UserRound } from 'lucide-react';
import { useLocale } from 'react-aria-components/I18nProvider';
import { Button } from '@/app/_components/action/button';
import { clockText, dayText, zonePlace, zoneText } from '@/app/_components/time/time-text';
import { unusualHour, wallTime } from '@/app/_components/time/wall-time';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import type { BookingCheck } from '@/lib/contracts/bookings';
import type { Draft } from './draft';

interface AttendeeTimeProps {
  check: BookingCheck;
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
}

const MAX_PLACES = 6;

/** The clock where the attendee is, early and late hours marked; when the number allows several zones, buttons for them. */
export function AttendeeTime({ check, draft, change }: AttendeeTimeProps) {
  const { locale } = useLocale();
  const { attendee } = check;
  const instant = Date.parse(check.start_time);
  const who = draft.attendeeName.trim() || 'the attendee';

  if (attendee.opted_out)
    return <Callout tone="bad">This number is on your do-not-call list, so you can’t book it.</Callout>;
  if (attendee.phone_valid === false) return <Callout tone="info">The number looks incomplete.</Callout>;
  if (attendee.timezone) {
    const wall = wallTime(instant, attendee.timezone);
    const here = wallTime(instant, check.timezone);
    const day = wall.day === here.day ? '' : `${dayText(wall, locale)}, `;
    const hour = unusualHour(wall);
    return (
      <Callout tone={hour ? 'caution' : 'info'} icon={hour ? Moon : UserRound}>
        <strong className="tabular">
          {day}
          {clockText(wall, locale)}
        </strong>{' '}
        for {who} in {zonePlace(attendee.timezone)} ({zoneText(instant, attendee.timezone)})
        {hour ? `: very ${hour}` : ''}
        {attendee.timezone_from === 'phone' ? ', from their number' : ''}
      </Callout>
    );
  }
  if (attendee.possible_timezones.length === 0)
    return attendee.phone ? (
      <Callout tone="caution">
        We can’t tell {who}’s time zone from the number. Set it, or the call won’t go out.
      </Callout>
    ) : null;
  return (
    <Callout tone={attendee.at_night ? 'caution' : 'info'} icon={attendee.at_night ? Moon : UserRound}>
      <p className="mb-1.5">Where is {who}? Their number works in several time zones.</p>
      <div className="flex flex-wrap gap-1.5">
        {attendee.possible_timezones.slice(0, MAX_PLACES).map((zone) => (
          <Button key={zone} size="small" onPress={() => change({ attendeeZone: zone })}>
            {zonePlace(zone)}, {clockText(wallTime(instant, zone), locale)}
          </Button>
        ))}
      </div>
    </Callout>
  );
}
