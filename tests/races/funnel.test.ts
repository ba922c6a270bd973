import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { disagreements } from '@/lib/funnel/internal/disagreements';
import { refreshFunnel } from '@/lib/funnel/refresh-funnel';
import { eventually } from '@/tests/support/eventually';
import { makeOrganization } from '@/tests/support/factories';
import { makeCampaign } from '@/tests/support/lead-scene';
import { startWorker } from '@/tests/support/outside/start-worker';
import { sharedWorld } from '@/tests/support/world';

const LEADS = 6_000;
const KILLS = 4;

const world = sharedWorld();
let organizationId: string;

beforeAll(async () => {
  organizationId = (await makeOrganization(world)).organization.id;
  for (let n = 0; n < 3; n += 1) {
    const campaignId = await makeCampaign(world, organizationId);
    await world.db.execute(sql`
      insert into leads (id, organization_id, campaign_id, email, email_key, created_at, updated_at)
      select ${`lead_${n}_`} || i, ${organizationId}, ${campaignId}, i || '@acme.test', i || '@acme.test', now(), now()
        from generate_series(1, ${LEADS / 3}) i`);
  }
});

const waiting = async () => {
  const { rows } = await world.db.execute<{ count: number }>(
    sql`select count(*)::int as count from leads where dirty_at is not null`,
  );
  return rows[0]?.count ?? 0;
};

/** Every lead moves to other days and stages. */
const changeAll = (round: number) =>
  world.db.execute(sql`
    update leads set dirty_at = now(), sent_at = now() - ${round} * interval '1 day',
           replied_at = case when length(id) % 2 = ${round % 2} then now() end,
           booked_at = case when length(email) % 3 = ${round % 3} then now() - interval '2 days' end`);

it('refreshes that are killed anywhere, with others at work beside them, lose nothing and count nothing twice', async () => {
  const url = world.deps.config.database.url;
  const file = fileURLToPath(new URL('../support/outside/funnel-worker.ts', import.meta.url));
  for (let round = 0; round < KILLS; round += 1) {
    await changeAll(round);
    const workers = [startWorker(file), startWorker(file)];
    for (const worker of workers) worker.ask('refreshForever', url).catch(() => undefined);
    await eventually('the refreshes are under way', async () => (await waiting()) < LEADS, 30_000);
    // Somewhere in the middle of a batch; where exactly is left to chance.
    await sleep(round * 7);
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(await disagreements(world.db, organizationId)).toEqual([]);
  }
  await refreshFunnel(world.deps, 60_000);
  expect(await waiting()).toBe(0);
  expect(await disagreements(world.db, organizationId)).toEqual([]);
  const { rows } = await world.db.execute<{ sent: number; booked: number; real: number }>(sql`
    select sum(sent)::int as sent, sum(booked)::int as booked,
           (select count(*)::int from leads where booked_at is not null) as real from funnel_totals`);
  expect(rows[0]).toMatchObject({ sent: LEADS, booked: rows[0]?.real });
}, 120_000);
