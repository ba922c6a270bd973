import { performance } from 'node:perf_hooks';
import { sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';

/** What plain SQL makes of it. */
export interface PeerMatches {
  leadOf: Map<string, string>;
  seconds: number;
}

/**
 * What one would write in an afternoon: the address in lower case, else the name in lower case where one lead alone
 * bears it. One statement a step, without writing anything down but the answer.
 */
export async function matchByEquality(db: Database, organizationId: string): Promise<PeerMatches> {
  await db.execute(sql`create index peer_by_name on leads (organization_id, lower(first_name || ' ' || last_name))`);
  await db.execute(sql`analyze leads`);
  const started = performance.now();
  const { rows } = await db.execute<{ id: string; lead_id: string }>(sql`
    select a.id, coalesce(e.lead_id, n.lead_id) as lead_id
      from attendees a
      left join lateral (
        select min(l.id) as lead_id from leads l where l.organization_id = ${organizationId} and l.email_key = lower(a.email)) e on true
      left join lateral (
        select min(l.id) as lead_id from leads l
         where e.lead_id is null and l.organization_id = ${organizationId}
           and lower(l.first_name || ' ' || l.last_name) = lower(a.name)
        having count(distinct l.email_key) = 1) n on true
     where coalesce(e.lead_id, n.lead_id) is not null`);
  const seconds = (performance.now() - started) / 1000;
  await db.execute(sql`drop index peer_by_name`);
  return { leadOf: new Map(rows.map(({ id, lead_id }) => [id, lead_id])), seconds };
}
