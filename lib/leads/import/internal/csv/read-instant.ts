import { DAY_MS } from '@/lib/time/units';
import { resolveInstant } from '@/lib/time/wall-time';

export interface DateReading {
  timezone: string;
  dayOrder: 'day_first' | 'month_first';
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** The day that spreadsheets count from. */
const SHEET_EPOCH = Date.UTC(1899, 11, 30);

/** A date, with a time or without, as files write it; null when it is invalid. */
export function readInstant(text: string, reading: DateReading): Date | null {
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : null;
  if (number !== null) return fromNumber(number, reading);
  const [day, rest] = readDay(text, reading) ?? [];
  if (day === undefined || rest === undefined) return null;
  const time = readTime(rest.trim().replace(/^[T,]\s*/i, ''));
  return time === null ? null : (resolveInstant(`${day}T${time}`, reading.timezone)?.instant ?? null);
}

/** Seconds or milliseconds since 1970, or days as a spreadsheet counts. */
function fromNumber(number: number, { timezone }: DateReading): Date | null {
  if (number >= 1e12 && number < 1e14) return new Date(number);
  if (number >= 1e9 && number < 1e11) return new Date(number * 1000);
  if (number < 30_000 || number >= 80_000) return null;
  const wall = new Date(SHEET_EPOCH + Math.round(number * DAY_MS)).toISOString().slice(0, 19);
  return resolveInstant(wall, timezone)?.instant ?? null;
}

function readDay(text: string, { dayOrder }: DateReading): [string, string] | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(text);
  if (iso) return [isoDay(iso[1], iso[2], iso[3]), text.slice(iso[0].length)];
  const numbers = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/.exec(text);
  if (numbers) {
    const dayFirst = numbers[2] === '.' || dayOrder === 'day_first';
    const [day, month] = dayFirst ? [numbers[1], numbers[3]] : [numbers[3], numbers[1]];
    const year = numbers[4]?.length === 2 ? `20${numbers[4]}` : numbers[4];
    return [isoDay(year, month, day), text.slice(numbers[0].length)];
  }
  const words = /^(?:[a-z]{3,9},?\s+)?(?:(\d{1,2})\.?\s+([a-z]{3,9})|([a-z]{3,9})\s+(\d{1,2})),?\s+(\d{4})/i.exec(text);
  const month = months.indexOf((words?.[2] ?? words?.[3] ?? '').slice(0, 3).toLowerCase());
  if (!words || month < 0) return null;
  return [isoDay(words[5], String(month + 1), words[1] ?? words[4]), text.slice(words[0].length)];
}

function isoDay(year = '', month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** The time as ISO writes it, with its zone if it states one; midnight where there is none. */
function readTime(text: string): string | null {
  if (text === '') return '00:00:00';
  const parts =
    /^(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d{1,9})?))?\s*([ap])?\.?m?\.?\s*(z|utc|gmt|[+-]\d{2}:?\d{2})?$/i.exec(text);
  if (!parts) return null;
  const half = parts[4]?.toLowerCase();
  const hour = half ? (Number(parts[1]) % 12) + (half === 'p' ? 12 : 0) : Number(parts[1]);
  const zone = parts[5] ? parts[5].replace(/^(utc|gmt)$/i, 'Z') : '';
  return `${String(hour).padStart(2, '0')}:${parts[2]}:${parts[3] ?? '00'}${zone}`;
}

/** Which of two small numbers a file writes first: as its values force, else as usual in the zone. */
export function guessDayOrder(values: Iterable<string>, timezone: string): DateReading['dayOrder'] {
  for (const value of values) {
    const numbers = /^(\d{1,2})[-/](\d{1,2})[-/]\d{2,4}/.exec(value.trim());
    if (Number(numbers?.[1]) > 12) return 'day_first';
    if (Number(numbers?.[2]) > 12) return 'month_first';
  }
  return timezone.startsWith('America/') ? 'month_first' : 'day_first';
}
