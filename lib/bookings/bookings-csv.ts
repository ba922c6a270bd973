import type { Booking } from '@/lib/contracts/bookings';

const COLUMNS = [
  'id',
  'title',
  'status',
  'status_reason',
  'start_time',
  'end_time',
  'duration_minutes',
  'timezone',
  'attendee_name',
  'attendee_email',
  'attendee_phone',
  'attendee_timezone',
  'staff_name',
  'service_name',
  'source',
  'attempts',
  'notes',
  'created_at',
] as const satisfies (keyof Booking)[];

/** Bookings as CSV (RFC 4180), portion by portion; begins with the mark by which spreadsheets know UTF-8. */
export async function* bookingsCsv(portions: AsyncIterable<Booking[]>): AsyncGenerator<string> {
  let head = `\uFEFF${lineOf([...COLUMNS])}`;
  for await (const bookings of portions) {
    yield head + bookings.map((booking) => lineOf(COLUMNS.map((column) => booking[column]))).join('');
    head = '';
  }
  if (head) yield head;
}

function lineOf(values: readonly (string | number | null)[]): string {
  return `${values.map(cellOf).join(',')}\r\n`;
}

/** A spreadsheet runs a cell that begins like a formula, so such a text gets an apostrophe; a plain number in E.164 is none. */
function cellOf(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  const safe = /^[=+\-@\t\r\n]/.test(text) && !/^\+\d{7,15}$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
