import { inArray, sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { bookings } from '@/lib/db/schema/bookings';
import type { Writer } from '@/lib/db/write-context';
import { enqueueAll } from '@/lib/jobs/enqueue';
import { BOOKING_ATTRIBUTE, BOOKING_MERGED } from './job-names';

/**
 * Merges bookings that turn out to be the same: evidence about the duplicates counts for the one that is kept, they are
 * deleted, and those who received their events are told. Call it inside the transaction that found out, with all locked.
 */
export async function mergeBookings(
  tx: Database,
  writer: Omit<Writer, 'actor'>,
  kept: { id: string; organizationId: string },
  duplicates: readonly string[],
): Promise<void> {
  for (const duplicate of duplicates)
    await tx.execute(sql`
      update attendance_evidence e set booking_id = ${kept.id}
       where e.booking_id = ${duplicate} and not exists (
         select from attendance_evidence k
          where k.booking_id = ${kept.id} and k.person = e.person and k.source_key = e.source_key)`);
  await tx.delete(bookings).where(inArray(bookings.id, [...duplicates]));
  const { organizationId } = kept;
  const common = { organizationId, runAt: writer.now };
  await enqueueAll(tx, writer, [
    // A lead may count as booked by a deleted one, whose timeline would say so but is gone.
    ...[kept.id, ...duplicates].map((bookingId) => ({
      ...common,
      name: BOOKING_ATTRIBUTE,
      key: bookingId,
      payload: { bookingId },
    })),
    ...duplicates.map((bookingId) => ({
      ...common,
      name: BOOKING_MERGED,
      key: bookingId,
      payload: { bookingId, keptId: kept.id, at: writer.now.toISOString() },
    })),
  ]);
}
