import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { jobs } from '@/lib/db/schema/jobs';
import { drainJobs, type Job } from '@/lib/jobs/drain';
import { enqueueAll } from '@/lib/jobs/enqueue';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();

beforeEach(() => world.db.delete(jobs));

async function queue(name: string, count: number): Promise<void> {
  const now = world.clock.now();
  const requests = Array.from({ length: count }, (_, n) => ({
    name,
    key: String(n),
    organizationId: null,
    payload: { n },
    runAt: now,
  }));
  await enqueueAll(world.db, { ids: world.deps.ids, now }, requests);
}

const numbers = (some: readonly Job[]) => some.map(({ payload }) => Number(payload.n)).sort((a, b) => a - b);
const all = (count: number) => Array.from({ length: count }, (_, n) => n);

describe('jobs that can be done together', () => {
  it('are given to their handler by portions, each job once', async () => {
    await queue('joint', 250);
    const given: Job[][] = [];
    const handlers = { joint: { handleBatch: async (some: readonly Job[]) => void given.push([...some]) } };
    expect(await drainJobs(world.deps, handlers, 10_000)).toEqual({ done: 250, failed: 0, dead: 0 });
    expect(given.map(({ length }) => length)).toEqual([100, 100, 50]);
    expect(numbers(given.flat())).toEqual(all(250));
    const rows = await world.db.select().from(jobs);
    expect(rows.every(({ status, leaseUntil }) => status === 'done' && leaseUntil === null)).toBe(true);
  });

  it('are done alone when one of them cannot be done, which alone is put off', async () => {
    await queue('joint', 10);
    const done: number[] = [];
    const handlers = {
      joint: {
        handleBatch: async (some: readonly Job[]) => {
          if (numbers(some).includes(7)) throw new TypeError('not seven');
          done.push(...numbers(some));
        },
      },
    };
    expect(await drainJobs(world.deps, handlers, 10_000)).toEqual({ done: 9, failed: 1, dead: 0 });
    expect(done.sort()).toEqual(all(10).filter((n) => n !== 7));
    const waiting = (await world.db.select().from(jobs)).filter(({ status }) => status === 'waiting');
    expect(waiting).toMatchObject([{ payload: { n: 7 }, attempts: 1, lastError: 'TypeError' }]);
    expect(waiting[0]?.runAt.getTime()).toBeGreaterThan(world.clock.now().getTime());
  });

  it('do not mix with others, which are done one by one', async () => {
    await queue('joint', 3);
    await queue('single', 3);
    const calls: string[] = [];
    const handlers = {
      joint: { handleBatch: async (some: readonly Job[]) => void calls.push(`joint ${numbers(some)}`) },
      single: async (job: Job) => void calls.push(`single ${numbers([job])}`),
    };
    expect(await drainJobs(world.deps, handlers, 10_000)).toEqual({ done: 6, failed: 0, dead: 0 });
    expect(calls.sort()).toEqual(['joint 0,1,2', 'single 0', 'single 1', 'single 2']);
  });

  it('are settled by whoever holds them: one that another runner took over meanwhile stays his', async () => {
    await queue('joint', 3);
    const taken = and(eq(jobs.name, 'joint'), eq(jobs.key, '1'));
    const handlers = {
      joint: {
        handleBatch: async () => void (await world.db.update(jobs).set({ attempts: 2 }).where(taken)),
      },
    };
    await drainJobs(world.deps, handlers, 10_000);
    const rows = await world.db.select().from(jobs).orderBy(jobs.key);
    expect(rows.map(({ status }) => status)).toEqual(['done', 'running', 'done']);
  });
});
