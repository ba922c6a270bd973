import type { Booking } from '@/lib/contracts/bookings';
import { csvLine } from '@/lib/core/csv-line';

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

/** Bookings as CSV (RFC 4180), batch by batch. Starts with the byte order mark by which spreadsheets recognize UTF-8. */
export async function* bookingsCsv(batches: AsyncIterable<Booking[]>): AsyncGenerator<string> {
  let head = `\uFEFF${csvLine([...COLUMNS])}`;
  for await (const bookings of batches) {
    yield head + bookings.map((booking) => csvLine(COLUMNS.map((column) => booking[column]))).join('');
    head = '';
  }
  if (head) yield head;
}
