import { and, eq } from 'drizzle-orm';
import { freeOf } from '@/lib/bookings/free-of';
import type { SlotsResponse } from '@/lib/contracts/calendars';
import { AppError, notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { hostMappings } from '@/lib/db/schema/calendars';
import { staff } from '@/lib/db/schema/orgs';
import { boundsOfDay } from '@/lib/time/wall-time';
import { isTimeZone } from '@/lib/time/zones';
import type { CalendarContext } from './calendar-context';
import { CalendarFaultError } from './faults';
import { calendarToOffer } from './queries';
import { byLocalDate, DAYS_OFFERED, upcomingRange } from './slot-range';
import { offeredSlots } from './slots';

interface SlotsQuery {
  connection_id?: string;
  days: number;
  timezone: string;
  date?: string;
  staff_id?: string;
}

/** As far ahead as calendars are asked. */
const MOST_DAYS = 31;
const DAY_MS = 86_400_000;

/**
 * The free slots of the next days, grouped by the local date of whoever asks.
 * @param revalidate runs the refresh of stale slots once the answer has gone out
 * @throws AppError `unknown_time_zone`, `not_found` (no calendar, no such staff), `validation_failed` (a day too far ahead),
 * `provider_unavailable`; CalendarFaultError `host_unknown` for staff who is no host of the calendar
 */
export async function slotsToOffer(
  ctx: CommandContext,
  calendar: CalendarContext,
  query: SlotsQuery,
  revalidate: (task: () => Promise<unknown>) => void,
): Promise<Omit<SlotsResponse, 'success'>> {
  if (!isTimeZone(query.timezone))
    throw new AppError('unknown_time_zone', `${query.timezone} is no IANA time zone, e.g. Europe/Berlin.`, {
      fields: [{ field: 'timezone', message: 'is no IANA time zone' }],
    });
  const row = await calendarToOffer(calendar, ctx.org, query.connection_id);
  if (query.staff_id !== undefined) await requireHost(ctx, row.id, query.staff_id);
  const { days, from, until } = wantedOf(query, ctx.now);
  const offered = await offeredSlots(calendar, row, upcomingRange(ctx.now, days), query.timezone, revalidate);
  const wanted = offered.slots.filter(({ start }) => Date.parse(start) > from && Date.parse(start) < until);
  const upcoming = query.staff_id === undefined ? wanted : await freeOf(ctx, query.staff_id, wanted);
  return {
    connection: { id: row.id, label: calendar.calendars[row.provider].provider.label({ ...row, credentials: {} }) },
    timezone: query.timezone,
    days: byLocalDate(upcoming, query.timezone),
    fetched_at: offered.fetchedAt.toISOString(),
    stale: offered.stale,
  };
}

/** How many days are asked for, and the instants between which slots are wanted. */
function wantedOf({ days, date, timezone }: SlotsQuery, now: Date): { days: number; from: number; until: number } {
  if (date === undefined) return { days, from: now.getTime(), until: Number.POSITIVE_INFINITY };
  const day = boundsOfDay(date, timezone);
  const until = day?.until.getTime() ?? Number.POSITIVE_INFINITY;
  const ahead = Math.ceil((until - now.getTime()) / DAY_MS);
  if (!day || ahead > MOST_DAYS)
    throw new AppError('validation_failed', `Calendars are asked for ${MOST_DAYS - 1} days ahead at most.`, {
      fields: [{ field: 'date', message: 'lies too far ahead' }],
    });
  // Days that are near share the answer that everybody else is given.
  const asked = ahead <= DAYS_OFFERED ? DAYS_OFFERED : MOST_DAYS;
  return { days: asked, from: Math.max(now.getTime(), day.from.getTime() - 1), until };
}

async function requireHost({ db, org }: CommandContext, connectionId: string, staffId: string): Promise<void> {
  const [person] = await db
    .select({ hostId: hostMappings.hostId })
    .from(staff)
    .leftJoin(hostMappings, and(eq(hostMappings.staffId, staff.id), eq(hostMappings.connectionId, connectionId)))
    .where(and(eq(staff.id, staffId), eq(staff.organizationId, org)));
  if (!person) throw notFound('member of staff');
  if (person.hostId === null) throw new CalendarFaultError('host_unknown');
}
