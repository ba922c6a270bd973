'use client';

import { Moon } from 'lucide-react';
import { useLocale } from 'react-aria-components/I18nProvider';
import { useNow } from '@/app/_components/browser-clock';
import { cx } from '@/app/_components/cx';
import { clockText, dayText, zonePlace, zoneText } from './time-text';
import { isSameDayIn, unusualHour, wallTime } from './wall-time';

interface ZonedTimeProps {
  /** ISO 8601 instant. */
  at: string;
  /** IANA zone of the person who looks. */
  timeZone: string;
  /** IANA zone of the other party; their time is added when the clock there differs. */
  otherZone?: string | null;
  /** Adds whose time the other one is: "14:30 in Berlin for Anna". */
  otherName?: string;
  /** How the other zone is known; one from a phone number says so on hover. */
  otherOrigin?: 'stated' | 'by_number' | null;
  /** Puts the other party's time underneath rather than beside. */
  isStacked?: boolean;
  /** For a cancelled thing. */
  isStruck?: boolean;
  className?: string;
}

/** Weekday, date, time and zone, with the other party's local time, marked when it is early or late there. */
export function ZonedTime({
  at,
  timeZone,
  otherZone,
  otherName,
  otherOrigin,
  isStacked,
  isStruck,
  className,
}: ZonedTimeProps) {
  const { locale } = useLocale();
  const now = useNow(60_000);
  const instant = Date.parse(at);
  const wall = wallTime(instant, timeZone);
  const thisYear = now === null ? undefined : wallTime(now, timeZone).year;
  const day = now !== null && isSameDayIn(instant, now, timeZone) ? 'Today' : dayText(wall, locale, thisYear);
  return (
    <span className={cx('tabular min-w-0', isStacked ? 'inline-flex flex-col' : 'inline', className)}>
      <time dateTime={at} className={cx('whitespace-nowrap', isStruck && 'line-through')}>
        {day}, {clockText(wall, locale)} <span suppressHydrationWarning>{zoneText(instant, timeZone)}</span>
      </time>
      {otherZone ? (
        <OtherTime {...{ instant, timeZone, otherZone, otherName, otherOrigin, locale }} hasDot={!isStacked} />
      ) : null}
    </span>
  );
}

interface OtherTimeProps {
  instant: number;
  timeZone: string;
  otherZone: string;
  otherName?: string;
  otherOrigin: ZonedTimeProps['otherOrigin'];
  locale: string;
  hasDot: boolean;
}

function OtherTime({ instant, timeZone, otherZone, otherName, otherOrigin, locale, hasDot }: OtherTimeProps) {
  const here = wallTime(instant, timeZone);
  const there = wallTime(instant, otherZone);
  if (here.hour === there.hour && here.minute === there.minute && here.day === there.day) return null;
  const day = here.day === there.day ? '' : `${dayText(there, locale)}, `;
  const hour = unusualHour(there);
  return (
    <span
      className={cx('text-text-muted', hasDot && "before:content-['_·_']")}
      title={otherOrigin === 'by_number' ? 'from their number' : undefined}
    >
      {day}
      {clockText(there, locale)} in {zonePlace(otherZone)}
      {otherName ? ` for ${otherName}` : ''}
      {hour ? (
        <span className="ml-1 inline-flex items-center gap-0.5 rounded-control bg-caution-soft px-1 text-caption text-caution">
          <Moon aria-hidden className="size-3" />
          {hour}
        </span>
      ) : null}
    </span>
  );
}
