import { clockText, dayText } from '@/app/_components/time/time-text';
import { isSameDayIn, wallTime } from '@/app/_components/time/wall-time';
import { DAY_MS } from '@/lib/time/units';

const WEEK_MS = 6 * DAY_MS;

/** A start in as few words as it takes: "14:30" today, "Tue 14:30" this week, "Tue 24 Nov 14:30" later. */
export function startWords(instant: number, timeZone: string, now: number, locale: string): string {
  const wall = wallTime(instant, timeZone);
  const clock = clockText(wall, locale);
  if (isSameDayIn(instant, now, timeZone)) return `today ${clock}`;
  const day = dayText(wall, locale, wallTime(now, timeZone).year);
  const isNear = instant > now && instant - now < WEEK_MS;
  return `${isNear ? day.slice(0, 3) : day} ${clock}`;
}
