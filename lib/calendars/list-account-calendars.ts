import type { CommandContext } from '@/lib/db/command-context';
import type { CalendarContext } from './calendar-context';
import { requireConnection } from './open-connection';
import type { AccountCalendar } from './provider-module';
import { withConnection } from './with-connection';

/**
 * The calendars of a connected account among which one is chosen; empty where an account is one calendar.
 * @throws AppError `not_found`, `provider_unavailable`, `provider_failed`
 */
export async function listAccountCalendars(
  ctx: CommandContext,
  calendar: CalendarContext,
  connectionId: string,
): Promise<AccountCalendar[]> {
  const row = await requireConnection(calendar, ctx.org, connectionId);
  const facet = calendar.calendars[row.provider].accountCalendars;
  return facet ? withConnection(calendar, row, (connection) => facet.list(connection)) : [];
}
