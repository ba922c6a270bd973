import { and, eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { trustedOrgId } from '@/lib/core/context';
import { jobs } from '@/lib/db/schema/jobs';
import { leadImportChunks, leadImports } from '@/lib/db/schema/lead-imports';
import { drainJobs, retryPauseSeconds } from '@/lib/jobs/drain';
import { receiveImport } from '@/lib/leads/import/receive-import';
import { runImport } from '@/lib/leads/import/run-import';
import { startImport } from '@/lib/leads/import/start-import';
import { LEAD_IMPORT } from '@/lib/leads/job-names';
import { makeOrganization } from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();

it('an import stops when its last attempt fails; started again, it imports the remaining rows', async () => {
  const { organization } = await makeOrganization(world);
  const ctx = {
    org: trustedOrgId(organization.id),
    actor: { kind: 'cron', name: 'test' } as const,
    requestId: 'req_test',
    now: world.clock.now(),
    ids: world.deps.ids,
    db: world.db,
  };
  async function* file() {
    yield Buffer.from('email\nann@lead.example\nbob@lead.example\n');
  }
  const { id } = await receiveImport(ctx, 'few.csv', file());
  await startImport(ctx, id);
  const own = eq(leadImportChunks.importId, id);
  const [whole] = await world.db.select().from(leadImportChunks).where(own);
  const unreadable = [[7 as unknown as string]];
  await world.db.update(leadImportChunks).set({ rows: unreadable }).where(own);

  const job = and(eq(jobs.name, LEAD_IMPORT), eq(jobs.key, id));
  const runNow = () => drainJobs(world.deps, { [LEAD_IMPORT]: runImport(world.deps) }, 10_000);
  const standing = async () => (await world.db.select().from(leadImports).where(eq(leadImports.id, id)))[0];
  await runNow();
  expect(await standing()).toMatchObject({ status: 'running' });
  const last = { attempts: retryPauseSeconds.length, runAt: world.clock.now() };
  await world.db.update(jobs).set(last).where(job);
  expect(await runNow()).toMatchObject({ dead: 1 });
  expect(await standing()).toMatchObject({ status: 'stopped', finishedAt: null, created: 0 });

  await world.db
    .update(leadImportChunks)
    .set({ rows: whole?.rows ?? [] })
    .where(own);
  expect(await startImport(ctx, id)).toMatchObject({ status: 'running' });
  await runNow();
  expect(await standing()).toMatchObject({ status: 'done', created: 2 });
});
