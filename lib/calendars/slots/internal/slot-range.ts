import { Temporal } from 'temporal-polyfill';
import type { SlotRange } from '@/lib/calendars/port';
import { DAY_MS, MINUTE_MS } from '@/lib/time/units';

/** How far ahead slots are offered unless told. */
export const DAYS_OFFERED = 14;

/**
 * The range of the next days, cut at whole UTC quarter hours, so that everybody who asks within one shares it (and its
 * cached answer) whatever his zone.
 */
export function upcomingRange(now: Date, days: number = DAYS_OFFERED): SlotRange {
  const quarter = 15 * MINUTE_MS;
  const from = new Date(Math.floor(now.getTime() / quarter) * quarter);
  return { from, to: new Date(from.getTime() + days * DAY_MS) };
}

/** Groups instants by their local date in a zone: `2026-03-08` → the slots that begin on it there. */
export function byLocalDate<S extends { start: string }>(slots: readonly S[], zone: string): Record<string, S[]> {
  const days: Record<string, S[]> = {};
  let list: S[] = [];
  let [dayBegins, dayEnds] = [0, 0];
  for (const slot of slots) {
    const start = Date.parse(slot.start);
    // The calendar is asked once a day, not once a slot: it is slow.
    if (start < dayBegins || start >= dayEnds) {
      const day = Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone).toPlainDate();
      dayBegins = day.toZonedDateTime(zone).epochMilliseconds;
      dayEnds = day.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
      list = days[day.toString()] ?? [];
      days[day.toString()] = list;
    }
    list.push(slot);
  }
  return days;
}
