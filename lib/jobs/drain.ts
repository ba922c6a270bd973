import { and, eq, inArray, lte, or, sql } from 'drizzle-orm';
import type { Clock } from '@/lib/core/clock';
import type { Database } from '@/lib/db/client';
import { isUniqueViolation } from '@/lib/db/constraint-errors';
import { jobs } from '@/lib/db/schema/jobs';
import type { Logger } from '@/lib/log/logger';

export type Job = typeof jobs.$inferSelect;

/** Does the work of one job. It may run twice for one job: a crash after the work repeats it. Throw to have it repeated. */
export type JobHandler = (job: Job) => Promise<void>;

export interface DrainContext {
  db: Database;
  clock: Clock;
  logger: Logger;
}

/** Pauses before the attempts after the first, in seconds; after the last one the job is dead. */
export const retryPauseSeconds = [5, 30, 120, 600, 1800, 7200, 18_000, 36_000] as const;

const LEASE_MS = 60_000;
const BATCH = 20;
const AT_ONCE = 5;

/**
 * Runs the jobs that are due, until none is or the budget is used up. Several drains share the work; a job whose
 * runner died is taken over when its lease ends.
 */
export async function drainJobs(
  context: DrainContext,
  handlers: Readonly<Record<string, JobHandler>>,
  budgetMs: number,
): Promise<{ done: number; failed: number; dead: number }> {
  const counts = { done: 0, failed: 0, dead: 0 };
  const stopAt = context.clock.elapsed() + budgetMs;
  while (context.clock.elapsed() < stopAt) {
    const claimed = await claim(context, Object.keys(handlers));
    if (claimed.length === 0) break;
    const queue = [...claimed];
    const worker = async () => {
      for (let job = queue.shift(); job; job = queue.shift()) counts[await run(context, job, handlers[job.name])] += 1;
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  }
  return counts;
}

async function claim({ db, clock }: DrainContext, names: string[]): Promise<Job[]> {
  const now = clock.now();
  const due = db
    .select({ id: jobs.id })
    .from(jobs)
    .where(
      and(
        inArray(jobs.name, names),
        lte(jobs.runAt, now),
        or(eq(jobs.status, 'waiting'), and(eq(jobs.status, 'running'), lte(jobs.leaseUntil, now))),
      ),
    )
    .orderBy(jobs.runAt)
    .limit(BATCH)
    .for('update', { skipLocked: true });
  return db
    .update(jobs)
    .set({ status: 'running', leaseUntil: new Date(now.getTime() + LEASE_MS), attempts: sql`${jobs.attempts} + 1` })
    .where(inArray(jobs.id, due))
    .returning();
}

async function run(
  context: DrainContext,
  job: Job,
  handler: JobHandler | undefined,
): Promise<'done' | 'failed' | 'dead'> {
  const held = and(eq(jobs.id, job.id), eq(jobs.status, 'running'), eq(jobs.attempts, job.attempts));
  try {
    if (!handler) throw new Error(`No handler for ${job.name}`);
    await handler(job);
    await context.db
      .update(jobs)
      .set({ status: 'done', finishedAt: context.clock.now(), leaseUntil: null })
      .where(held);
    return 'done';
  } catch (error) {
    const pause = retryPauseSeconds[job.attempts - 1];
    const now = context.clock.now();
    const lastError = error instanceof Error ? error.name : 'unknown';
    context.logger.warn('job failed', { job: job.name, jobId: job.id, attempts: job.attempts, error: lastError });
    const next =
      pause === undefined
        ? ({ status: 'dead', finishedAt: now } as const)
        : ({ status: 'waiting', runAt: new Date(now.getTime() + pause * 1000) } as const);
    await context.db
      .update(jobs)
      .set({ ...next, lastError, leaseUntil: null })
      .where(held)
      .catch((conflict: unknown) => joinNewer(context, job, conflict));
    return pause === undefined ? 'dead' : 'failed';
  }
}

/** A newer request for the same work waits already: this one is finished, the newer one repeats it. */
async function joinNewer({ db, clock }: DrainContext, job: Job, conflict: unknown): Promise<void> {
  if (!isUniqueViolation(conflict, 'jobs_waiting_once')) throw conflict;
  await db
    .update(jobs)
    .set({ status: 'done', finishedAt: clock.now(), leaseUntil: null })
    .where(and(eq(jobs.id, job.id), eq(jobs.attempts, job.attempts)));
}
