import { CalendarFaultError } from '@/lib/calendars/faults';
import type { SlotRange } from '@/lib/calendars/port';
import { DAY_MS } from '@/lib/time/units';
import { type CalendlyAccount, type CalendlyClient, read } from './client';
import { instantOf } from './map';
import { wireAvailableTimes } from './wire';

const MAX_WINDOW_MS = 31 * DAY_MS;
/** A start at this very instant is past when the request arrives. */
const AHEAD_MS = 60_000;

/** Starts that Calendly offers in a range, earliest first. @throws CalendarFaultError `event_type_missing` */
export async function availableStarts(
  client: CalendlyClient,
  account: CalendlyAccount,
  eventTypeUri: string,
  range: SlotRange,
  now: Date,
): Promise<Date[]> {
  const answers = await Promise.all(
    windowsOf(range, now).map(async ({ from, to }) => {
      const answer = await client.ask(account, {
        method: 'GET',
        path: '/event_type_available_times',
        query: { event_type: eventTypeUri, start_time: from.toISOString(), end_time: to.toISOString() },
        repeatable: true,
      });
      if (!answer.ok && answer.status === 404) throw new CalendarFaultError('event_type_missing', 'HTTP 404');
      return read(answer, wireAvailableTimes).collection;
    }),
  );
  const starts = answers
    .flat()
    .filter(({ status }) => status === 'available')
    .map(({ start_time }) => instantOf(start_time).getTime())
    .filter((start) => start >= range.from.getTime() && start < range.to.getTime());
  return [...new Set(starts)].sort((a, b) => a - b).map((start) => new Date(start));
}

/** The range without its past, cut to what one request may span. */
export function windowsOf({ from, to }: SlotRange, now: Date): SlotRange[] {
  const windows: SlotRange[] = [];
  const first = Math.max(from.getTime(), now.getTime() + AHEAD_MS);
  for (let start = first; start < to.getTime(); start += MAX_WINDOW_MS)
    windows.push({ from: new Date(start), to: new Date(Math.min(start + MAX_WINDOW_MS, to.getTime())) });
  return windows;
}
