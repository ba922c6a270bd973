import { sql } from 'drizzle-orm';
import { BOOKING_ATTRIBUTE } from '@/lib/bookings/job-names';
import type { Database } from '@/lib/db/client';
import { acceptedStates } from '@/lib/leads/latest-accepted';

/** Leads of an organization that differ from their bookings without a queued job that would update them. */
export async function leadsBehind(
  db: Database,
  organizationId: string,
): Promise<{ id: string; campaign_id: string }[]> {
  const { rows } = await db.execute<{ id: string; campaign_id: string }>(sql`
    with truth as materialized (${acceptedStates(sql`a.organization_id = ${organizationId}`)})
    select l.id, l.campaign_id
      from leads l
      left join truth t on t."leadId" = l.id
     where l.organization_id = ${organizationId}
       and (l.booked_at, l.showed_at, l.no_show_at) is distinct from (t."bookedAt", t."showedAt", t."noShowAt")
       and not exists (
         select from jobs j
          where j.name = ${BOOKING_ATTRIBUTE} and j.status in ('waiting', 'running')
            and j.key in (select a.booking_id from attendees a where a.lead_id = l.id union all select l.booking_id))
     order by l.id`);
  return rows;
}
