import { sql } from 'drizzle-orm';
import { organizations } from '@/lib/db/schema/orgs';
import type { World } from './world';

/** Every row of an organization in every table, as one text: equal texts mean that nothing changed. */
export async function everythingOf({ db }: Pick<World, 'db'>, organizationId: string): Promise<string> {
  const tables = await db.execute<{ name: string }>(sql`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'organization_id' order by 1`);
  const kept: unknown[] = [await db.select().from(organizations).where(sql`id = ${organizationId}`)];
  for (const { name } of tables.rows) {
    const rows = await db.execute(
      sql`select t.* from ${sql.identifier(name)} t where organization_id = ${organizationId} order by t::text`,
    );
    kept.push([name, rows.rows]);
  }
  return JSON.stringify(kept);
}
