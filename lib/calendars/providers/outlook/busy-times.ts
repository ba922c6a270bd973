import { calendarUnavailable } from '@/lib/calendars/faults';
import type { OpenConnection, Slot, SlotRange } from '@/lib/calendars/port';
import { dataOf, type GraphClient } from './client';
import { calendarPath, instantOf, leavesFree, timesOf, timeToWire } from './map';
import { type WireEvent, wireEvents, wireSchedules } from './wire';

/** Granularity of a summary that is not read; Graph wants one. */
const VIEW_MINUTES = 30;
const PAGE = '200';

/**
 * When the connection's calendar is busy: by its schedule where the account has one, else by what is in the calendar.
 * Whatever is not said to be free is not known, and never taken as free.
 * @throws CalendarFaultError; AppError `provider_unavailable`
 */
export async function busyTimes(client: GraphClient, connection: OpenConnection, range: SlotRange): Promise<Slot[]> {
  const hasSchedule = connection.credentials.kind === 'work' && !connection.settings.calendarId;
  const scheduled = hasSchedule ? await bySchedule(client, connection, range) : null;
  return scheduled ?? byCalendarView(client, connection, range);
}

/** Null when Graph has no schedules for this account. Errors of the one schedule come inside of a success. */
async function bySchedule(client: GraphClient, connection: OpenConnection, range: SlotRange): Promise<Slot[] | null> {
  const answer = await client.ask(connection, {
    method: 'POST',
    path: '/me/calendar/getSchedule',
    json: {
      schedules: [connection.accountLabel],
      startTime: timeToWire(range.from),
      endTime: timeToWire(range.to),
      availabilityViewInterval: VIEW_MINUTES,
    },
    repeatable: true,
  });
  if (!answer.ok) return null;
  const [schedule] = dataOf(answer, wireSchedules).value;
  if (!schedule?.scheduleItems || schedule.error) throw calendarUnavailable('down');
  return schedule.scheduleItems
    .filter(({ status }) => !leavesFree(status))
    .map(({ start, end }) => ({ start: instantOf(start), end: instantOf(end) }));
}

async function byCalendarView(client: GraphClient, connection: OpenConnection, range: SlotRange): Promise<Slot[]> {
  const events: WireEvent[] = [];
  let path: string | undefined = `${calendarPath(connection)}/calendarView`;
  let query: Record<string, string> | undefined = {
    startDateTime: range.from.toISOString(),
    endDateTime: range.to.toISOString(),
    $select: 'id,start,end,showAs,isCancelled',
    $top: PAGE,
  };
  while (path) {
    const answer = await client.ask(connection, { method: 'GET', path, query, repeatable: true });
    const page = dataOf(answer, wireEvents);
    events.push(...page.value);
    path = page['@odata.nextLink'];
    query = undefined;
  }
  return events.flatMap((event) => {
    if (event.isCancelled || leavesFree(event.showAs)) return [];
    const times = timesOf(event);
    if (!times) throw calendarUnavailable('down');
    return [times];
  });
}
