import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '@/lib/db/client';
import type { JobHandler } from '@/lib/jobs/drain';
import type { JobContext } from '@/lib/jobs/job-context';
import { matchAttendees } from './match-attendees';

const payload = z.object({ leadIds: z.array(z.string()) });

/** Handles `LEADS_ARRIVED`: matches again the attendees who could be one of these leads. */
export function matchArrivedLeads({ db, clock, ids }: Omit<JobContext, 'logger'>): JobHandler {
  return async (job) => {
    const { leadIds } = payload.parse(job.payload);
    const { organizationId } = job;
    if (organizationId === null || leadIds.length === 0) return;
    const attendeeIds = await possibleAttendees(db, organizationId, leadIds);
    await matchAttendees({ db, ids, now: clock.now() }, organizationId, attendeeIds);
  };
}

/** By index: email for all attendees, the other keys for those not matched by email. */
async function possibleAttendees(db: Database, organizationId: string, leadIds: string[]): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    with arrived as materialized (
      select email_key, name_key, company_key, domain, phone from leads
       where organization_id = ${organizationId} and id in ${leadIds})
    select a.id from attendees a join (select distinct email_key from arrived) k on a.email_key = k.email_key
     where a.organization_id = ${organizationId}
    union
    select a.id from attendees a where a.lead_id in ${leadIds} and a.organization_id = ${organizationId}
    union
    select a.id from attendees a
     where a.organization_id = ${organizationId} and ${notMatchedByEmail}
       and a.name_keys && (select coalesce(array_agg(distinct name_key) filter (where name_key is not null), '{}') from arrived)
    union
    select a.id from attendees a join (select distinct company_key from arrived) k on a.company_key = k.company_key
     where a.organization_id = ${organizationId} and ${notMatchedByEmail}
    union
    select a.id from attendees a join (select distinct domain from arrived) k on a.domain = k.domain
     where a.organization_id = ${organizationId} and ${notMatchedByEmail}
    union
    select a.id from attendees a join (select distinct phone from arrived) k on a.phone = k.phone
     where a.organization_id = ${organizationId} and ${notMatchedByEmail}
    order by id`);
  return rows.map(({ id }) => id);
}

const notMatchedByEmail = sql.raw(`(a.lead_id is null or a.match_method <> 'email')`);
