import { and, eq, gt, lt } from 'drizzle-orm';
import type { CommandContext } from '@/lib/db/command-context';
import { bookings } from '@/lib/db/schema/bookings';
import { DAY_MS } from '@/lib/time/units';
import { isLive } from './lifecycle';
import { takenSpan } from './rules';

/** A time that can be booked; ISO 8601. */
interface Offer {
  start: string;
  end: string;
}

/** Those of some times at which a member of staff has no booking here, buffers included. */
export async function freeOf<Time extends Offer>(
  { db, org }: Pick<CommandContext, 'db' | 'org'>,
  staffId: string,
  times: readonly Time[],
): Promise<Time[]> {
  const [first, last] = [times[0], times.at(-1)];
  if (!first || !last) return [];
  const rows = await db
    .select({
      start: bookings.startTime,
      end: bookings.endTime,
      bufferBeforeMinutes: bookings.bufferBeforeMinutes,
      bufferAfterMinutes: bookings.bufferAfterMinutes,
    })
    .from(bookings)
    .where(
      and(
        eq(bookings.organizationId, org),
        eq(bookings.staffId, staffId),
        isLive,
        gt(bookings.endTime, new Date(Date.parse(first.start) - DAY_MS)),
        lt(bookings.startTime, new Date(Date.parse(last.end) + DAY_MS)),
      ),
    );
  const taken = rows.map((row) => takenSpan(row, row));
  return times.filter(
    ({ start, end }) =>
      !taken.some((span) => span.start.getTime() < Date.parse(end) && span.end.getTime() > Date.parse(start)),
  );
}
