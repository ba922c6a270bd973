import { eq, sql } from 'drizzle-orm';
import { deriveAttendance } from '@/lib/attendance/derive-attendance';
import { type Clock, systemClock } from '@/lib/core/clock';
import type { Database } from '@/lib/db/client';
import { attendanceRules } from '@/lib/db/schema/attendance';
import { organizations } from '@/lib/db/schema/orgs';
import { refreshFunnel } from '@/lib/funnel/refresh-funnel';
import { demoIds } from './demo-ids';

const REFRESH_MS = 60_000;
const actor = { kind: 'cron', name: 'demo' } as const;

/**
 * Says of the demo's past calls who came, and counts the funnel. Who did not answer counts as a no-show there, so that
 * there is something to see.
 */
export async function seedFunnel(db: Database, slug: string, now: Date): Promise<void> {
  const [organization] = await db.select().from(organizations).where(eq(organizations.slug, slug));
  if (!organization) return;
  const organizationId = organization.id;
  await db.insert(attendanceRules).values({ organizationId, unansweredIsNoShow: true }).onConflictDoNothing();
  const { rows } = await db.execute<{ id: string }>(sql`
    select b.id from booking_events b
     where b.organization_id = ${organizationId} and b.status in ('completed', 'failed')
       and exists (select from calls c where c.booking_id = b.id and c.ended_at is not null)
       and exists (select from attendees a where a.booking_id = b.id)
       and not exists (select from attendance_evidence e where e.booking_id = b.id)
     order by b.id`);
  for (const { id } of rows)
    await db.transaction((tx) => deriveAttendance(tx, { actor, ids: demoIds(`attendance ${id}`), now }, id));
  await refreshFunnel({ db, clock: clockAt(now) }, REFRESH_MS);
}

/** The seeding tells of one instant. */
function clockAt(now: Date): Clock {
  return { ...systemClock, now: () => now };
}
