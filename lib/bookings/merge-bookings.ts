import { inArray, sql } from 'drizzle-orm';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { bookings } from '@/lib/db/schema/bookings';
import { enqueueAll } from '@/lib/jobs/enqueue';
import { BOOKING_ATTRIBUTE, BOOKING_MERGED } from './job-names';

/**
 * Makes one booking of several that turn out to be the same: what was said of who came to the doubles counts for the one
 * that stays, and whoever was told of them is told that they are no more. Call it inside the transaction that found it
 * out, with all of them locked.
 */
export async function mergeBookings(
  tx: Database,
  writer: { ids: IdSource; now: Date },
  kept: { id: string; organizationId: string },
  doubles: readonly string[],
): Promise<void> {
  for (const double of doubles)
    await tx.execute(sql`
      update attendance_evidence e set booking_id = ${kept.id}
       where e.booking_id = ${double} and not exists (
         select from attendance_evidence k
          where k.booking_id = ${kept.id} and k.person = e.person and k.source_key = e.source_key)`);
  await tx.delete(bookings).where(inArray(bookings.id, [...doubles]));
  const { organizationId } = kept;
  const common = { organizationId, runAt: writer.now };
  await enqueueAll(tx, writer, [
    // A lead may have been counted as booked by one that is gone: its timeline, which would say so, went with it.
    ...[kept.id, ...doubles].map((bookingId) => ({
      ...common,
      name: BOOKING_ATTRIBUTE,
      key: bookingId,
      payload: { bookingId },
    })),
    ...doubles.map((bookingId) => ({
      ...common,
      name: BOOKING_MERGED,
      key: bookingId,
      payload: { bookingId, keptId: kept.id, at: writer.now.toISOString() },
    })),
  ]);
}
