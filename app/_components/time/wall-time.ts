/** An instant as a clock in some zone shows it. */
export interface WallTime {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
  /** 0 to 23. */
  hour: number;
  minute: number;
  second: number;
  /** 0 is Sunday. */
  weekday: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function numericFormat(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}

/** Wall time of an instant (epoch milliseconds) in an IANA zone. Throws RangeError for an unknown zone. */
export function wallTime(instant: number, timeZone: string): WallTime {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const part of numericFormat(timeZone).formatToParts(instant)) parts[part.type] = Number(part.value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const weekday = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
  return { year, month, day, hour, minute, second, weekday };
}

/** Whether two instants fall on the same day in a zone. */
export function isSameDayIn(a: number, b: number, timeZone: string): boolean {
  const [x, y] = [wallTime(a, timeZone), wallTime(b, timeZone)];
  return x.day === y.day && x.month === y.month && x.year === y.year;
}

/** Whether it is too early (before 8:00) or too late (from 21:00) to call; null during the day. */
export function unusualHour({ hour }: WallTime): 'early' | 'late' | null {
  if (hour < 8) return 'early';
  return hour >= 21 ? 'late' : null;
}
