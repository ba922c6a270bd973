import { and, eq, gt, isNotNull } from 'drizzle-orm';
import { openToProvider } from '@/lib/bookings/meeting-status';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import type { OpenConnection } from '@/lib/calendars/port';
import type { ExternalChange } from '@/lib/calendars/provider-module';
import { bookings } from '@/lib/db/schema/bookings';

const DAY_MS = 24 * 3_600_000;

/**
 * What a provider says about those of our bookings that its list, begun anew, does not show. They were deleted while
 * nobody looked, or lie where the list does not reach: each is asked for by its id.
 */
export async function readUnlisted(
  { calendars, clock, db }: CalendarContext,
  row: ConnectionRow,
  open: OpenConnection,
  seen: readonly ExternalChange[],
): Promise<ExternalChange[]> {
  const { changes } = calendars[row.provider];
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
  const shown = new Set(seen.map(({ externalId }) => externalId));
  const unseen: ExternalChange[] = [];
  for (const { externalId } of rows)
    if (externalId !== null && !shown.has(externalId) && changes?.read)
      unseen.push(await changes.read(open, externalId));
  return unseen;
}
