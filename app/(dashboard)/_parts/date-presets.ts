import { Temporal } from 'temporal-polyfill';

export interface DateRange {
  /** `YYYY-MM-DD`, or none. */
  from: string | null;
  to: string | null;
}

interface DatePreset extends DateRange {
  label: string;
}

/** Common date ranges around today in a zone, upcoming or past. Weeks start on Monday. */
export function datePresets(now: number, timeZone: string, view: 'upcoming' | 'past'): DatePreset[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).toPlainDate();
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const range = (label: string, from: Temporal.PlainDate, days: number): DatePreset => ({
    label,
    from: from.toString(),
    to: from.add({ days: days - 1 }).toString(),
  });
  if (view === 'past')
    return [
      range('Today', today, 1),
      range('Yesterday', today.subtract({ days: 1 }), 1),
      range('This week', monday, 7),
      range('Last week', monday.subtract({ days: 7 }), 7),
      range('Last 30 days', today.subtract({ days: 29 }), 30),
    ];
  return [
    range('Today', today, 1),
    range('Tomorrow', today.add({ days: 1 }), 1),
    range('This week', monday, 7),
    range('Next week', monday.add({ days: 7 }), 7),
    range('Next 30 days', today, 30),
  ];
}
