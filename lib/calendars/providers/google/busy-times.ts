import { CalendarFaultError, calendarUnavailable } from '@/lib/calendars/faults';
import type { OpenConnection, Slot, SlotRange } from '@/lib/calendars/port';
import { dataOf, type GoogleClient } from './client';
import { calendarIdOf, instantOf } from './map';
import { wireFreeBusy } from './wire';

/**
 * When the connection's calendar is busy. Google answers 200 though it could not read a calendar, and names the error
 * inside: whatever is not said to be free is not known, and never taken as free.
 * @throws CalendarFaultError; AppError `provider_unavailable`
 */
export async function busyTimes(client: GoogleClient, connection: OpenConnection, range: SlotRange): Promise<Slot[]> {
  const id = calendarIdOf(connection);
  const answer = await client.ask(connection, {
    method: 'POST',
    path: '/freeBusy',
    json: { timeMin: range.from.toISOString(), timeMax: range.to.toISOString(), items: [{ id }] },
    repeatable: true,
  });
  const calendar = dataOf(answer, wireFreeBusy).calendars[id];
  const error = calendar?.errors?.[0]?.reason;
  if (error === 'notFound') throw new CalendarFaultError('calendar_missing', 'freeBusy notFound');
  if (!calendar?.busy || error !== undefined) throw calendarUnavailable('down');
  return calendar.busy.map(({ start, end }) => ({ start: instantOf(start), end: instantOf(end) }));
}
