import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Database } from '@/lib/db/client';
import type { JobHandler } from '@/lib/jobs/drain';
import { matchAttendees } from './match-attendees';
import type { MatchContext } from './match-booking';

const payload = z.object({ leadIds: z.array(z.string()) });

/** Does `LEADS_ARRIVED`: matches again whoever could be one of these leads. Its cost follows how many that are. */
export function matchArrivedLeads({ db, clock, ids }: MatchContext): JobHandler {
  return async (job) => {
    const { leadIds } = payload.parse(job.payload);
    const { organizationId } = job;
    if (organizationId === null || leadIds.length === 0) return;
    const concerned = await attendeesWhoCouldBe(db, organizationId, leadIds);
    await matchAttendees({ db, ids, now: clock.now() }, organizationId, concerned);
  };
}

/** By index: the address for everybody, the other keys for those whom no address has matched. */
async function attendeesWhoCouldBe(db: Database, organizationId: string, leadIds: string[]): Promise<string[]> {
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
     where a.organization_id = ${organizationId} and ${isNotByAddress}
       and a.name_keys && (select coalesce(array_agg(distinct name_key) filter (where name_key is not null), '{}') from arrived)
    union
    select a.id from attendees a join (select distinct company_key from arrived) k on a.company_key = k.company_key
     where a.organization_id = ${organizationId} and ${isNotByAddress}
    union
    select a.id from attendees a join (select distinct domain from arrived) k on a.domain = k.domain
     where a.organization_id = ${organizationId} and ${isNotByAddress}
    union
    select a.id from attendees a join (select distinct phone from arrived) k on a.phone = k.phone
     where a.organization_id = ${organizationId} and ${isNotByAddress}
    order by id`);
  return rows.map(({ id }) => id);
}

const isNotByAddress = sql.raw(`(a.lead_id is null or a.match_method <> 'email')`);
