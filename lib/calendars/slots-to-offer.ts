import type { SlotsResponse } from '@/lib/contracts/calendars';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { isTimeZone } from '@/lib/time/zones';
import type { CalendarContext } from './calendar-context';
import { calendarToOffer } from './queries';
import { byLocalDate, upcomingRange } from './slot-range';
import { offeredSlots } from './slots';

/**
 * The free slots of the next days, grouped by the local date of whoever asks.
 * @param revalidate runs the refresh of stale slots once the answer has gone out
 * @throws AppError `unknown_time_zone`, `not_found` (no calendar), `provider_unavailable`
 */
export async function slotsToOffer(
  ctx: CommandContext,
  calendar: CalendarContext,
  query: { connection_id?: string; days: number; timezone: string },
  revalidate: (task: () => Promise<unknown>) => void,
): Promise<Omit<SlotsResponse, 'success'>> {
  if (!isTimeZone(query.timezone))
    throw new AppError('unknown_time_zone', `${query.timezone} is no IANA time zone, e.g. Europe/Berlin.`, {
      fields: [{ field: 'timezone', message: 'is no IANA time zone' }],
    });
  const row = await calendarToOffer(calendar, ctx.org, query.connection_id);
  const offered = await offeredSlots(calendar, row, upcomingRange(ctx.now, query.days), query.timezone, revalidate);
  const upcoming = offered.slots.filter((slot) => Date.parse(slot.start) > ctx.now.getTime());
  return {
    connection: { id: row.id, label: calendar.calendars[row.provider].provider.label({ ...row, credentials: {} }) },
    timezone: query.timezone,
    days: byLocalDate(upcoming, query.timezone),
    fetched_at: offered.fetchedAt.toISOString(),
    stale: offered.stale,
  };
}
