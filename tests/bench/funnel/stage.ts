import { randomInt } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { systemClock } from '@/lib/core/clock';
import { systemIds } from '@/lib/core/ids';
import { closeDatabase, createDatabase, type Database } from '@/lib/db/client';
import { applyMigrations } from '@/lib/db/migrate';
import { noLimits } from '@/lib/db/time-limits';
import { rebuildCounters } from '@/lib/funnel/internal/rebuild-counters';
import { createOrganization } from '@/lib/orgs/settings/create-organization';
import type { UndoStack } from '@/sandbox/world/undo-stack';
import { onDatabase } from '@/tests/support/outside/product-database';

/** A product database with `leads` leads of one organization, all counted. */
export interface Stage {
  leads: number;
  db: Database;
  organizationId: string;
  /** Changes leads picked at random, as an import or a webhook would. */
  change(count: number): Promise<void>;
}

const CAMPAIGNS = 20;

/** Fills a database of its own on the cluster; the leads are spread over twenty campaigns and ninety days. */
export async function setStage(clusterUrl: string, leads: number, undo: UndoStack): Promise<Stage> {
  const name = `funnel_${leads}`;
  await onDatabase(clusterUrl, (client) => client.query(`create database ${name}`));
  const address = new URL(clusterUrl);
  address.pathname = `/${name}`;
  const config = {
    url: address.href,
    directUrl: address.href,
    driver: 'pg',
    neonWsProxy: undefined,
    poolSize: 8,
  } as const;
  await applyMigrations(config);
  const db = createDatabase(config, noLimits);
  undo.add(() => closeDatabase(db));
  const now = systemClock.now();
  const { organizationId } = await createOrganization(
    { db, ids: systemIds, now },
    {
      slug: 'bench',
      name: 'Bench',
      plan: 'business',
      owner: { email: 'owner@bench.test', name: 'Owner', passwordHash: 'none' },
    },
  );
  await fill(db, organizationId, leads, now);
  return {
    leads,
    db,
    organizationId,
    async change(count) {
      const ids = Array.from({ length: count }, () => leadId(1 + randomInt(leads)));
      await db.execute(sql`
        update leads set replied_at = now() - random() * interval '80 days', interested_at = now(), dirty_at = now()
         where id in ${ids}`);
    },
  };
}

const leadId = (n: number) => `lead_${String(n).padStart(8, '0')}`;

async function fill(db: Database, organizationId: string, leads: number, now: Date): Promise<void> {
  await db.execute(sql`create function day(timestamptz) returns text language sql immutable
    as $$ select to_char($1 at time zone 'UTC', 'YYYY-MM-DD') $$`);
  await db.execute(sql`
    insert into campaigns (id, organization_id, name, source, created_at, updated_at)
    select 'cmp_' || n, ${organizationId}, 'Campaign ' || n, 'csv', ${now}, ${now} from generate_series(1, ${CAMPAIGNS}) n`);
  await db.execute(sql`
    insert into leads (id, organization_id, campaign_id, email, email_key, first_name, last_name, company, name_key,
                       company_key, domain, sent_at, delivered_at, replied_at, interested_at, booked_at, showed_at,
                       no_show_at, folded, created_at, updated_at)
    select 'lead_' || lpad(n::text, 8, '0'), ${organizationId}, 'cmp_' || (1 + n % ${CAMPAIGNS}), 'p' || n || '@c' || n % 5000 || '.test',
           'p' || n || '@c' || n % 5000 || '.test', 'First' || n % 900, 'Last' || n, 'Company ' || n % 5000,
           'first' || n % 900 || ' last' || n, 'company ' || n % 5000, 'c' || n % 5000 || '.test', at,
           case when dice < 0.95 then at + interval '1 minute' end, case when dice < 0.08 then at + interval '1 day' end,
           case when dice < 0.03 then at + interval '2 days' end, case when dice < 0.015 then at + interval '3 days' end,
           case when dice < 0.01 then at + interval '6 days' end,
           case when dice between 0.01 and 0.012 then at + interval '6 days' end,
           jsonb_strip_nulls(jsonb_build_object(
             'sent', day(at), 'delivered', case when dice < 0.95 then day(at + interval '1 minute') end,
             'replied', case when dice < 0.08 then day(at + interval '1 day') end,
             'interested', case when dice < 0.03 then day(at + interval '2 days') end,
             'booked', case when dice < 0.015 then day(at + interval '3 days') end,
             'showed', case when dice < 0.01 then day(at + interval '6 days') end,
             'no_show', case when dice between 0.01 and 0.012 then day(at + interval '6 days') end)),
           ${now}, ${now}
      from (select n, random() as dice, ${now}::timestamptz - random() * interval '90 days' as at
              from generate_series(1, ${leads}) n) people`);
  // Counted as refreshes would have left them: folding a million leads for the first time is not what is measured.
  await db.transaction(async (tx) => {
    for (let n = 1; n <= CAMPAIGNS; n += 1) await rebuildCounters(tx, `cmp_${n}`, now);
  });
  await db.execute(sql`vacuum analyze`);
}
