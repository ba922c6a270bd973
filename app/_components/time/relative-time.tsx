'use client';

import { useLocale } from 'react-aria-components/I18nProvider';
import { useNow } from '@/app/_components/browser-clock';
import { cx } from '@/app/_components/cx';
import { clockText, dayText, fullText, relativeText } from './time-text';
import { wallTime } from './wall-time';

interface RelativeTimeProps {
  /** ISO 8601 instant. */
  at: string;
  /** IANA zone of the person who looks. */
  timeZone: string;
  /** Shown in place of how long ago it was. */
  text?: string;
  className?: string;
}

/** How long ago, or how soon; the absolute time on hover and for screen readers. Beyond two weeks, the date. */
export function RelativeTime({ at, timeZone, text, className }: RelativeTimeProps) {
  const { locale } = useLocale();
  const now = useNow(15_000);
  const instant = Date.parse(at);
  const full = fullText(instant, timeZone, locale);
  const wall = wallTime(instant, timeZone);
  const thisYear = now === null ? undefined : wallTime(now, timeZone).year;
  const relative = now === null ? null : relativeText(instant, now);
  return (
    <time
      dateTime={at}
      title={full}
      suppressHydrationWarning
      className={cx('tabular relative whitespace-nowrap', className)}
    >
      <span aria-hidden>{text ?? relative ?? `${dayText(wall, locale, thisYear)}, ${clockText(wall, locale)}`}</span>
      <span className="sr-only" suppressHydrationWarning>
        {full}
      </span>
    </time>
  );
}
