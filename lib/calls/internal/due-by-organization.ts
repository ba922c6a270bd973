import { sql } from 'drizzle-orm';
import { allowanceAt, type Grants, type Share } from '@/lib/calls/pace';
import type { Database } from '@/lib/db/client';

/** A share with the instant until which the organization's own pace holds it back. */
export type DueShare = Share & { heldFrom: Date | null };

/**
 * The oldest due bookings of each organization that has any, together about `most` and at least one of each: one index
 * probe per organization. Where few have much due, what is left shows on the next look.
 */
export async function dueByOrganization(tx: Database, now: Date, most: number): Promise<DueShare[]> {
  const { rows } = await tx.execute<{
    organization_id: string;
    due: string[];
    calls_per_second: number | null;
    recent: Grants | null;
    last_grant_at: string | null;
  }>(sql`
    with recursive orgs as (
      (select organization_id from booking_events where status = 'pending' and fulfilment = 'call' order by organization_id limit 1)
      union all
      select (select b.organization_id from booking_events b
              where b.status = 'pending' and b.fulfilment = 'call' and b.organization_id > orgs.organization_id
              order by b.organization_id limit 1)
      from orgs where orgs.organization_id is not null
    ), due_orgs as materialized (
      select organization_id from orgs o
      where o.organization_id is not null and exists (
        select 1 from booking_events b
        where b.organization_id = o.organization_id and b.status = 'pending' and b.fulfilment = 'call' and b.due_at <= ${now.toISOString()}
          and (b.hold_until is null or b.hold_until <= ${now.toISOString()}))
    )
    select o.organization_id, d.due, s.calls_per_second, p.recent, p.last_grant_at
    from due_orgs o
    cross join lateral (
      select array_agg(id) as due from (
        select b.id from booking_events b
        where b.organization_id = o.organization_id and b.status = 'pending' and b.fulfilment = 'call' and b.due_at <= ${now.toISOString()}
          and (b.hold_until is null or b.hold_until <= ${now.toISOString()})
        order by b.due_at, b.id
        limit (select ceil(${most}::numeric / greatest(count(*), 1)) from due_orgs)
      ) oldest
    ) d
    join call_settings s on s.organization_id = o.organization_id
    left join carrier_pace p on p.scope = o.organization_id
    where d.due is not null`);
  return rows.map((row) => {
    const own = row.calls_per_second === null ? null : allowanceAt(row.recent ?? [], row.calls_per_second, now);
    return {
      organizationId: row.organization_id,
      due: row.due,
      allowed: own ? own.count : most,
      heldFrom: own && own.count === 0 ? own.from : null,
      lastGrantAt: row.last_grant_at === null ? null : new Date(row.last_grant_at),
    };
  });
}

/** The first instant at which a held-back organization may go on, or null when none is held back. */
export function heldBack(shares: readonly DueShare[]): Date | null {
  const instants = shares.flatMap((share) => (share.heldFrom ? [share.heldFrom.getTime()] : []));
  return instants.length > 0 ? new Date(Math.min(...instants)) : null;
}
