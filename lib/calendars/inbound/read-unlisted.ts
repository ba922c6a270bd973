import { and, eq, gt, isNotNull } from 'drizzle-orm';
import { openToProvider } from '@/lib/bookings/lifecycle';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import type { OpenConnection } from '@/lib/calendars/port';
import type { ExternalChange, StatesFacet } from '@/lib/calendars/provider-module';
import { bookings } from '@/lib/db/schema/bookings';
import { DAY_MS } from '@/lib/time/units';

/**
 * The state of our bookings that a restarted list leaves out. They were deleted in the meantime, or lie outside the
 * range of the list: each is read by its id.
 */
export async function readUnlisted(
  { clock, db }: Pick<CalendarContext, 'clock' | 'db'>,
  row: ConnectionRow,
  open: OpenConnection,
  facet: StatesFacet,
  listed: readonly ExternalChange[],
): Promise<ExternalChange[]> {
  const rows = await db
    .select({ externalId: bookings.externalId })
    .from(bookings)
    .where(
      and(
        eq(bookings.connectionId, row.id),
        eq(bookings.organizationId, row.organizationId),
        openToProvider,
        isNotNull(bookings.externalId),
        gt(bookings.startTime, new Date(clock.now().getTime() - DAY_MS)),
      ),
    );
  const listedIds = new Set(listed.map(({ externalId }) => externalId));
  const unlisted: ExternalChange[] = [];
  for (const { externalId } of rows)
    if (externalId !== null && !listedIds.has(externalId)) unlisted.push(await facet.read(open, externalId));
  return unlisted;
}
