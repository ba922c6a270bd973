import { CALL_HANG_UP } from '@/lib/calls/job-names';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { enqueue } from '@/lib/jobs/enqueue';
import { notifyAdmins } from '@/lib/orgs/notices/notify-admins';

/** Has a carrier's call hung up at once, by a job in the transaction that finds it out of place. */
export function hangUpLater(
  tx: Database,
  writer: { ids: IdSource; now: Date },
  { organizationId, sid }: { organizationId: string; sid: string },
): Promise<void> {
  return enqueue(tx, writer, {
    name: CALL_HANG_UP,
    key: sid,
    organizationId,
    payload: { sid },
    runAt: writer.now,
  });
}

/** Hangs up a call that the carrier placed although its order was given up, and notifies the admins. */
export async function hangUpStray(
  tx: Database,
  writer: { ids: IdSource; now: Date },
  { organizationId, bookingId, sid }: { organizationId: string; bookingId: string; sid: string },
): Promise<void> {
  await hangUpLater(tx, writer, { organizationId, sid });
  await notifyAdmins(tx, writer, organizationId, {
    kind: 'stray_call',
    bookingId,
    message: 'The carrier placed a call that we had given up on. We hung it up.',
  });
}
