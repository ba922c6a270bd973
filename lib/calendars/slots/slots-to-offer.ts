import { and, eq } from 'drizzle-orm';
import { freeOf } from '@/lib/bookings/free-of';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { calendarToOffer } from '@/lib/calendars/connections/queries';
import { CalendarFaultError } from '@/lib/calendars/faults';
import type { SlotRange } from '@/lib/calendars/port';
import { offeredSlots } from '@/lib/calendars/slots/internal/offered-slots';
import { byLocalDate, DAYS_OFFERED, upcomingRange } from '@/lib/calendars/slots/internal/slot-range';
import type { SlotsResponse } from '@/lib/contracts/calendars';
import { AppError, notFound } from '@/lib/core/errors';
import { createLru } from '@/lib/core/lru';
import type { CommandContext } from '@/lib/db/command-context';
import { hostMappings } from '@/lib/db/schema/calendars';
import { staff } from '@/lib/db/schema/orgs';
import { DAY_MS } from '@/lib/time/units';
import { boundsOfDay } from '@/lib/time/wall-time';
import { isTimeZone } from '@/lib/time/zones';
import type { OfferedSlot } from './slot-cache';

interface SlotsQuery {
  connection_id?: string;
  days: number;
  timezone: string;
  date?: string;
  staff_id?: string;
}

/** What was shown last. Everybody who asks for the same times gets the same object, until one of them has passed. */
const shown = createLru<string, SlotsResponse>(64);

/** As far ahead as calendars are asked. */
const MAX_DAYS = 31;

/**
 * The free slots of the next days, grouped by the local date of the visitor.
 * @param afterResponse runs work once the response is out
 * @returns what never changes: the same object for as long as the same is offered
 * @throws AppError `unknown_time_zone`, `not_found` (no calendar, no such staff), `validation_failed` (a day too far ahead),
 * `provider_unavailable`; CalendarFaultError `host_unknown` for staff who is no host of the calendar
 */
export async function slotsToOffer(
  ctx: CommandContext,
  calendar: CalendarContext,
  query: SlotsQuery,
  afterResponse: (task: () => Promise<unknown>) => void,
): Promise<SlotsResponse> {
  if (!isTimeZone(query.timezone))
    throw new AppError('unknown_time_zone', `${query.timezone} is not an IANA time zone such as Europe/Berlin.`, {
      fields: [{ field: 'timezone', message: 'is no IANA time zone' }],
    });
  const row = await calendarToOffer(calendar, ctx.org, query.connection_id);
  if (query.staff_id !== undefined) await requireHost(ctx, row.id, query.staff_id);
  const { range, after, before } = wantedOf(query, ctx.now);
  const offered = await offeredSlots(calendar, row, range, query.timezone, afterResponse);
  // All spell their instants alike: their order is that of the letters.
  const [from, until] = [after.toISOString(), before.toISOString()];
  const wanted = offered.slots.filter(({ start }) => start > from && start < until);
  const label = calendar.calendars[row.provider].provider.label({ ...row, credentials: {} });
  const show = (slots: readonly OfferedSlot[]): SlotsResponse => ({
    success: true,
    connection: { id: row.id, label },
    timezone: query.timezone,
    days: byLocalDate(slots, query.timezone),
    fetched_at: offered.fetchedAt.toISOString(),
    stale: offered.stale,
  });
  if (query.staff_id !== undefined) return show(await freeOf(ctx, query.staff_id, wanted));
  // Slots are in order: the first and the number of them tell which of the answer are wanted.
  const key = JSON.stringify([offered.id, wanted[0]?.start, wanted.length, query.timezone, label, offered.stale]);
  const answer = shown.get(key) ?? show(wanted);
  shown.set(key, answer);
  return answer;
}

/** The range that is asked for, and the instants between which slots of it are wanted. */
function wantedOf({ days, date, timezone }: SlotsQuery, now: Date): { range: SlotRange; after: Date; before: Date } {
  if (date === undefined) {
    const range = upcomingRange(now, days);
    return { range, after: now, before: range.to };
  }
  const day = boundsOfDay(date, timezone);
  const ahead = day ? Math.ceil((day.until.getTime() - now.getTime()) / DAY_MS) : Number.POSITIVE_INFINITY;
  if (!day || ahead > MAX_DAYS)
    throw new AppError('validation_failed', `Choose a date within the next ${MAX_DAYS - 1} days.`, {
      fields: [{ field: 'date', message: 'is too far ahead' }],
    });
  // Days that are near share the answer that everybody else is given.
  const range = upcomingRange(now, ahead <= DAYS_OFFERED ? DAYS_OFFERED : MAX_DAYS);
  return { range, after: new Date(Math.max(now.getTime(), day.from.getTime() - 1)), before: day.until };
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
