import { sql } from 'drizzle-orm';
import { awaitsCall } from '@/lib/bookings/lifecycle';
import type { Database } from '@/lib/db/client';
import { type DiallingRules, type RuleColumns, rulesOf } from './dialling-rules';
import { allowanceAt, type Grants, type Share } from './rate';

/** A share with the organization's rules and, if its own rate is used up, when it may call again. */
interface DueShare extends Share {
  rules: DiallingRules;
  throttledUntil: Date | null;
}

interface DueRow extends RuleColumns, Record<string, unknown> {
  due: string[];
  recent: Grants | null;
  last_grant_at: string | null;
}

/**
 * The oldest due bookings of each organization that nobody holds, locked: about `limit` in total and at least one each. Costs one index probe per
 * organization and one step per call in progress. When few organizations have much due, the next claim gets the rest.
 */
export async function dueByOrganization(tx: Database, now: Date, limit: number): Promise<DueShare[]> {
  const at = now.toISOString();
  const isDue = sql`${awaitsCall('b')} and b.due_at <= ${at}
    and (b.hold_until is null or b.hold_until <= ${at})`;
  const { rows } = await tx.execute<DueRow>(sql`
    with recursive orgs as (
      (select organization_id from booking_events where live and fulfilment = 'call' order by organization_id limit 1)
      union all
      select (select b.organization_id from booking_events b
              where b.live and b.fulfilment = 'call' and b.organization_id > orgs.organization_id
              order by b.organization_id limit 1)
      from orgs where orgs.organization_id is not null
    ), due_orgs as materialized (
      select o.organization_id, oldest.due_at, oldest.id
      from orgs o
      cross join lateral (
        select b.due_at, b.id from booking_events b
        where b.organization_id = o.organization_id and ${isDue}
        order by b.due_at, b.id limit 1
      ) oldest
    )
    select due_orgs.organization_id, d.due, p.recent, p.last_grant_at, o.plan, o.add_ons, o.flags,
           s.call_order, s.grace_minutes, s.calls_per_second, s.calling_hours, s.caller_id, s.operator_line,
           v.record, v.transcribe, v.translate, v.survey, v.qa
    from due_orgs
    cross join lateral (
      select array_agg(id) as due from (
        select b.id from booking_events b
        where b.organization_id = due_orgs.organization_id and ${isDue}
          and (b.due_at, b.id) >= (due_orgs.due_at, due_orgs.id)
        order by b.due_at, b.id
        -- What another transaction holds is passed over here, so that it takes no turn from what can be dialled.
        limit (select ceil(${limit}::numeric / greatest(count(*), 1)) from due_orgs)
        for update of b skip locked
      ) oldest
    ) d
    join organizations o on o.id = due_orgs.organization_id
    join call_settings s on s.organization_id = o.id
    join voice_configs v on v.organization_id = o.id
    left join carrier_pace p on p.scope = o.id
    where d.due is not null`);
  return rows.map((row) => {
    const rules = rulesOf(row);
    const own = rules.callsPerSecond === null ? null : allowanceAt(row.recent ?? [], rules.callsPerSecond, now);
    return {
      organizationId: rules.organizationId,
      rules,
      due: row.due,
      allowed: own ? own.count : limit,
      throttledUntil: own && own.count === 0 ? own.from : null,
      lastGrantAt: row.last_grant_at === null ? null : new Date(row.last_grant_at),
    };
  });
}

/** When the first throttled organization may call again; null when none is throttled. */
export function throttleEnd(shares: readonly DueShare[]): Date | null {
  const instants = shares.flatMap((share) => (share.throttledUntil ? [share.throttledUntil.getTime()] : []));
  return instants.length > 0 ? new Date(Math.min(...instants)) : null;
}
