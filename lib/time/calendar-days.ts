import { Temporal } from 'temporal-polyfill';

/** The calendar day (`2026-03-08`) on which an instant falls in a zone. */
export function dayIn(zone: string, instant: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** The day a number of days later, or earlier if negative. */
export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** How many days from the first to the second: 0 for the same. */
export function daysFrom(first: string, second: string): number {
  return Temporal.PlainDate.from(first).until(second, { largestUnit: 'days' }).days;
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return date.subtract({ days: date.dayOfWeek - 1 }).toString();
}
