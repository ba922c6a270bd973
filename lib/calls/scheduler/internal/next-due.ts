import { sql } from 'drizzle-orm';
import { awaitsCall } from '@/lib/bookings/lifecycle';
import type { Database } from '@/lib/db/client';

/**
 * When the scheduler next has something to do, if before `horizon`. Costs one index probe and a scan of the calls in
 * progress and the bookings on hold before that instant.
 */
export async function nextDueAt(db: Database, after: Date, horizon: Date): Promise<Date | null> {
  const until = horizon.toISOString();
  const { rows } = await db.execute<{ at: string | null }>(sql`
    with free as materialized (
      select due_at from booking_events
      where ${awaitsCall()} and due_at <= ${until}
        and (hold_until is null or hold_until <= due_at)
      order by due_at limit 1
    )
    select least(
      (select due_at from free),
      (select min(greatest(due_at, hold_until)) from booking_events
       where ${awaitsCall()} and hold_until is not null
         and due_at <= coalesce((select due_at from free), ${until}))
    ) as at`);
  const at = rows[0]?.at ? new Date(rows[0].at) : null;
  return at && at <= horizon ? new Date(Math.max(at.getTime(), after.getTime())) : null;
}
