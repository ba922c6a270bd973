import { and, eq, sql } from 'drizzle-orm';
import { anyOf } from '@/lib/db/any-of';
import type { Database } from '@/lib/db/client';
import { attendees, type MatchMethod } from '@/lib/db/schema/bookings';
import { keysOfAttendee } from './match-side';

/** The result of matching one attendee. */
export interface MatchOutcome {
  attendeeId: string;
  match: { leadId: string; method: MatchMethod; score: number } | null;
}

/** Stores the keys that later leads find attendees by. Commits on its own; unchanged rows stay untouched. */
export async function storeKeys(db: Database, organizationId: string, ids: string[]): Promise<void> {
  const rows = await db
    .select()
    .from(attendees)
    .where(and(eq(attendees.organizationId, organizationId), anyOf(attendees.id, ids)))
    .orderBy(attendees.id);
  const stale = rows.flatMap((row) => {
    const keys = keysOfAttendee(row);
    const isSame =
      row.emailKey === keys.emailKey &&
      row.companyKey === keys.companyKey &&
      row.domain === keys.domain &&
      row.nameKeys.join() === keys.nameKeys.join();
    return isSame ? [] : [{ id: row.id, e: keys.emailKey, n: keys.nameKeys, c: keys.companyKey, d: keys.domain }];
  });
  if (stale.length === 0) return;
  await db.execute(sql`
    with locked as materialized (
      select id from attendees
       where ${anyOf(
         attendees.id,
         stale.map(({ id }) => id),
       )} order by id for no key update)
    update attendees a set email_key = k.e, name_keys = k.n, company_key = k.c, domain = k.d
      from locked, jsonb_to_recordset(${JSON.stringify(stale)}::jsonb) as k(id text, e text, n text[], c text, d text)
     where a.id = locked.id and k.id = locked.id`);
}

/** Writes matches; the caller has locked the rows. An unchanged match keeps its time. */
export async function storeOutcomes(tx: Database, outcomes: readonly MatchOutcome[], now: Date): Promise<void> {
  if (outcomes.length === 0) return;
  const rows = outcomes.map(({ attendeeId, match }) => ({
    id: attendeeId,
    l: match?.leadId ?? null,
    m: match?.method ?? null,
    s: match?.score ?? null,
  }));
  const at = sql`${now.toISOString()}::timestamptz`;
  await tx.execute(sql`
    update attendees a
       set lead_id = o.l, match_method = o.m, match_score = o.s, match_tried_at = ${at},
           matched_at = case when o.l is null then null when a.lead_id = o.l and a.match_method = o.m then a.matched_at else ${at} end,
           updated_at = case when a.lead_id is not distinct from o.l then a.updated_at else ${at} end
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as o(id text, l text, m text, s real)
     where a.id = o.id
       and (a.match_tried_at is null or a.lead_id is distinct from o.l or a.match_method is distinct from o.m
            or a.match_score is distinct from o.s)`);
}
