import { MINUTE_MS } from '@/lib/time/units';
import { type WallTime, wallTime } from './wall-time';

// Not Intl's names: the server's and the browser's versions differ (Sep, Sept), which breaks hydration.
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

// Creating a format costs a hundred times as much as using it, and lists use the same few in every row.
const formats = new Map<string, Intl.DateTimeFormat>();

function remembered(key: string, locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, known);
  return known;
}

const pad = (part: number) => String(part).padStart(2, '0');

/** Whether a locale writes 2:30 pm rather than 14:30. */
function hasTwelveHours(locale: string): boolean {
  return remembered(`hours ${locale}`, locale, { hour: 'numeric' }).resolvedOptions().hour12 === true;
}

/** `14:30`, or `2:30 pm` where the locale has it so. */
export function clockText({ hour, minute }: WallTime, locale: string): string {
  if (!hasTwelveHours(locale)) return `${pad(hour)}:${pad(minute)}`;
  return `${hour % 12 || 12}:${pad(minute)} ${hour < 12 ? 'am' : 'pm'}`;
}

/** `Tue 24 Nov`, or `Tue Nov 24` in the United States; with the year when it is not `thisYear`. */
export function dayText(wall: WallTime, locale: string, thisYear?: number): string {
  const weekday = weekdays[wall.weekday];
  const month = months[wall.month - 1];
  const year = thisYear === undefined || thisYear === wall.year ? '' : ` ${wall.year}`;
  return locale === 'en-US' ? `${weekday} ${month} ${wall.day}${year}` : `${weekday} ${wall.day} ${month}${year}`;
}

/** `Tue 24 Nov 2026, 14:30 CET`: everything, for hover, for screen readers and for records. */
export function fullText(instant: number, timeZone: string, locale: string): string {
  const wall = wallTime(instant, timeZone);
  return `${dayText(wall, locale, 0)}, ${clockText(wall, locale)} ${zoneText(instant, timeZone)}`;
}

// Each English locale has the abbreviations of its own region, and GMT+n elsewhere.
const abbreviationLocales = ['en-GB', 'en-US', 'en-AU', 'en-IN', 'en-ZA', 'en-NZ'];

/** `CET`, `EST`, `IST`; where a zone has no abbreviation, its offset: `GMT+4`. */
export function zoneText(instant: number, timeZone: string): string {
  let offset = timeZone;
  for (const locale of abbreviationLocales) {
    const format = remembered(`${locale} ${timeZone}`, locale, { timeZone, timeZoneName: 'short' });
    const parts = format.formatToParts(instant);
    const name = parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
    if (!/^(GMT|UTC)[+-−]/.test(name)) return name;
    offset = name;
  }
  return offset;
}

/** `Berlin`, `New York`: the place that names a zone. */
export function zonePlace(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}

const DAY_MINUTES = 24 * 60;

function amountText(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  if (minutes < DAY_MINUTES) {
    const hours = Math.floor(minutes / 60);
    return hours < 4 && minutes % 60 > 0 ? `${hours} h ${minutes % 60} min` : `${hours} h`;
  }
  const days = Math.round(minutes / DAY_MINUTES);
  return days === 1 ? '1 day' : `${days} days`;
}

/** `in 5 min`, `3 h ago`, `now`; null beyond two weeks, where a date says more. */
export function relativeText(instant: number, now: number): string | null {
  const minutes = Math.round(Math.abs(instant - now) / MINUTE_MS);
  if (minutes > 14 * DAY_MINUTES) return null;
  if (minutes === 0) return 'now';
  return instant > now ? `in ${amountText(minutes)}` : `${amountText(minutes)} ago`;
}
