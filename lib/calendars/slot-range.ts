import { Temporal } from 'temporal-polyfill';
import type { SlotRange } from './port';

/** How far ahead slots are offered unless told. */
export const DAYS_OFFERED = 14;

/**
 * The range of the next days, cut at whole UTC quarter hours, so that everybody who asks within one shares it (and its
 * cached answer) whatever his zone.
 */
export function upcomingRange(now: Date, days: number = DAYS_OFFERED): SlotRange {
  const quarter = 15 * 60_000;
  const from = new Date(Math.floor(now.getTime() / quarter) * quarter);
  return { from, to: new Date(from.getTime() + days * 24 * 3_600_000) };
}

/** Groups instants by their local date in a zone: `2026-03-08` → the slots that begin on it there. */
export function byLocalDate<S extends { start: string }>(slots: readonly S[], zone: string): Record<string, S[]> {
  const days: Record<string, S[]> = {};
  for (const slot of slots) {
    const day = Temporal.Instant.from(slot.start).toZonedDateTimeISO(zone).toPlainDate().toString();
    const list = days[day];
    if (list) list.push(slot);
    else days[day] = [slot];
  }
  return days;
}
