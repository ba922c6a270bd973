import type { CalendarContext } from '@/lib/calendars/calendar-context';
import type { AccountCalendar } from '@/lib/calendars/provider-module';
import { readWithTimeout } from '@/lib/calendars/read-with-timeout';
import type { CommandContext } from '@/lib/db/command-context';
import { requireConnection } from './open-connection';

/**
 * The calendars of a connected account among which one is chosen; empty where an account is one calendar.
 * @param afterResponse runs work once the response is out
 * @throws AppError `not_found`, `provider_unavailable` after fifteen seconds at most, `provider_failed`
 */
export async function listAccountCalendars(
  ctx: CommandContext,
  calendar: CalendarContext,
  connectionId: string,
  afterResponse: (task: () => Promise<unknown>) => void,
): Promise<AccountCalendar[]> {
  const row = await requireConnection(calendar, ctx.org, connectionId);
  const facet = calendar.calendars[row.provider].accountCalendars;
  return facet ? readWithTimeout(calendar, row, afterResponse, (connection) => facet.list(connection)) : [];
}
