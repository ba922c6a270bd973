import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { listEventTypes } from './event-types';
import { maintainConnection } from './maintain-connections';
import type { ConnectionRow } from './open-connection';

/** What is done at once for a connection that was just made: the provider is to tell us of changes, and its event types are there when they are looked for. */
export async function setUpConnection(calendar: CalendarContext, row: ConnectionRow): Promise<void> {
  const afterResponse = (task: () => Promise<unknown>) => void task().catch(() => undefined);
  const listed = calendar.calendars[row.provider].eventTypes ? listEventTypes(calendar, row, { afterResponse }) : null;
  const [kept] = await Promise.allSettled([maintainConnection(calendar, row), listed]);
  if (kept.status === 'rejected') throw kept.reason;
}
