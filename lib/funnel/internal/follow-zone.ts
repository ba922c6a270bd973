import { sql } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { lockForRebuild } from './funnel-lock';

/**
 * Marks all leads of organizations whose time zone changed, since their local days changed with it. Folding waits
 * meanwhile. New organizations get their state here, too.
 * @returns how many leads were marked
 */
export async function followZones(db: Database, now: Date): Promise<number> {
  const { rows: changed } = await db.execute<{ id: string }>(sql`
    select o.id from organizations o
      left join funnel_states s on s.organization_id = o.id
     where s.time_zone is distinct from o.time_zone`);
  let marked = 0;
  for (const { id } of changed) marked += await followZone(db, id, now);
  return marked;
}

function followZone(db: Database, organizationId: string, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    await lockForRebuild(tx);
    const { rows } = await tx.execute<{ fresh: boolean }>(sql`
      insert into funnel_states (organization_id, time_zone)
      select id, time_zone from organizations where id = ${organizationId}
      on conflict (organization_id) do update set time_zone = excluded.time_zone
      returning xmax = 0 as fresh`);
    if (rows[0]?.fresh !== false) return 0;
    const { rowCount } = await tx.execute(sql`
      update leads set dirty_at = ${now}
       where organization_id = ${organizationId} and folded <> '{}' and dirty_at is null`);
    return rowCount ?? 0;
  });
}
