import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { and, eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { trustedOrgId } from '@/lib/core/context';
import { jobs } from '@/lib/db/schema/jobs';
import { leadImportChunks, leadImportErrors, leadImports } from '@/lib/db/schema/lead-imports';
import { leads } from '@/lib/db/schema/leads';
import { receiveImport } from '@/lib/leads/import/receive-import';
import { startImport } from '@/lib/leads/import/start-import';
import { LEAD_IMPORT } from '@/lib/leads/job-names';
import { drainDueJobs } from '@/lib/wiring/jobs';
import { eventually } from '@/tests/support/eventually';
import { makeOrganization } from '@/tests/support/factories';
import { startWorker, type Worker } from '@/tests/support/outside/start-worker';
import { openWorld, type World } from '@/tests/support/world';

const LINES = 24_000;
/** Every so many lines one has no address. */
const BROKEN_EVERY = 97;
const KILLS = 3;
/** A dead runner's job is taken over after this. */
const LEASE_MS = 60_000;

let world: World;
const workers: Worker[] = [];
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await Promise.all(workers.map((worker) => worker.stop()));
  await world.close();
});

function startRunner(): Worker {
  const worker = startWorker(fileURLToPath(new URL('../support/outside/import-worker.ts', import.meta.url)));
  workers.push(worker);
  return worker;
}

it('an import whose process is killed, again and again, ends by the next run of its job with every line exactly once', async () => {
  const { organization } = await makeOrganization(world);
  const ctx = {
    org: trustedOrgId(organization.id),
    actor: { kind: 'cron', name: 'test' } as const,
    requestId: 'req_test',
    now: world.clock.now(),
    ids: world.deps.ids,
    db: world.db,
  };
  const isBroken = (line: number) => line % BROKEN_EVERY === 0;
  const addresses = Array.from({ length: LINES }, (_, n) => (isBroken(n + 2) ? 'nobody' : `person${n}@lead.example`));
  async function* file() {
    yield Buffer.from(`email;name\n${addresses.map((address) => `${address};Ann Lee`).join('\n')}\n`);
  }
  const { id } = await receiveImport(ctx, 'many.csv', file());
  const started = await startImport(ctx, id);
  const left = () => world.db.$count(leadImportChunks, eq(leadImportChunks.importId, id));
  const counts = async () => {
    const [row] = await world.db.select().from(leadImports).where(eq(leadImports.id, id));
    const { created = 0, updated = 0, unchanged = 0, failed = 0, status = null } = row ?? {};
    return { created, updated, unchanged, failed, status };
  };

  const url = world.deps.config.database.url;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const before = await left();
    const now = world.clock.now();
    const worker = startRunner();
    // A second one takes the job over while the first, which seems dead to it, is still at work.
    const second = startRunner();
    const late = new Date(now.getTime() + LEASE_MS + 1);
    worker.ask('runImports', { url, now }).catch(() => undefined);
    await eventually('the first is at work', async () => (await left()) < before, 30_000);
    second.ask('runImports', { url, now: late }).catch(() => undefined);
    await eventually('lines are taken in', async () => (await left()) < before - 2, 30_000);
    // Somewhere within the lines of the next statement; where exactly is left to chance.
    await sleep(kill * 17);
    await Promise.all([worker.stop(), second.stop()]);
    world.clock.advance(5 * LEASE_MS);
    const { created, failed } = await counts();
    expect(created + failed).toBe(LINES - (await left()) * 1_000);
  }
  expect(await left()).toBeGreaterThan(0);

  await drainDueJobs(world.deps, 60_000);
  const broken = addresses.filter((address) => address === 'nobody').length;
  expect(await counts()).toEqual({ created: LINES - broken, updated: 0, unchanged: 0, failed: broken, status: 'done' });
  const { rows } = await world.db.execute<{ all: number; different: number }>(sql`
    select count(*)::int as all, count(distinct email_key)::int as different
      from leads where campaign_id = ${started.campaign?.id}`);
  expect(rows[0]).toEqual({ all: LINES - broken, different: LINES - broken });
  expect(await world.db.$count(leads, eq(leads.organizationId, organization.id))).toBe(LINES - broken);
  expect(await world.db.$count(leadImportErrors, eq(leadImportErrors.importId, id))).toBe(broken);
  expect(await left()).toBe(0);
  const unfinished = and(eq(jobs.name, LEAD_IMPORT), sql`${jobs.status} <> 'done'`);
  expect(await world.db.$count(jobs, unfinished)).toBe(0);
}, 120_000);
