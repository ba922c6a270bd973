import { and, eq, inArray, lte, or, sql } from 'drizzle-orm';
import { eachAtOnce } from '@/lib/core/each-at-once';
import { errorName } from '@/lib/core/error-name';
import { isUniqueViolation } from '@/lib/db/constraint-errors';
import { jobs } from '@/lib/db/schema/jobs';
import type { JobContext } from './job-context';

export type Job = typeof jobs.$inferSelect;

/** Runs one job. A crash after the work runs it again, so it must bear repetition. Throw to retry it later. */
export type JobHandler = (job: Job) => Promise<void>;

/** Runs several jobs of one name at once. When it throws, each job runs alone. */
export interface BatchHandler {
  handleBatch(jobs: readonly Job[]): Promise<void>;
}

export type JobHandlers = Readonly<Record<string, JobHandler | BatchHandler>>;

type DrainContext = Pick<JobContext, 'db' | 'clock' | 'logger'>;

/** Seconds between attempts. A job that fails after the last pause is dead. */
export const retryPauseSeconds = [5, 30, 120, 600, 1800, 7200, 18_000, 36_000] as const;

/** Whether this attempt is the job's last. */
export function isLastAttempt({ attempts }: Job): boolean {
  return retryPauseSeconds[attempts - 1] === undefined;
}

const LEASE_MS = 60_000;
const CLAIM_SIZE = 20;
const CONCURRENCY = 5;
const BATCH_SIZE = 100;
/** Low, because requests need connections of the pool as well. */
const BATCH_CONCURRENCY = 2;

export type DrainCounts = Record<'done' | 'failed' | 'dead', number>;

/**
 * Runs due jobs until none is left or the budget is used up. Drains share the work through leases: when a runner dies,
 * another one takes its job over once the lease has expired.
 */
export async function drainJobs(context: DrainContext, handlers: JobHandlers, budgetMs: number): Promise<DrainCounts> {
  const counts = { done: 0, failed: 0, dead: 0 };
  const stopAt = context.clock.elapsed() + budgetMs;
  const onlyBatches = Object.values(handlers).every(isBatchHandler);
  const [limit, concurrency] = onlyBatches
    ? [BATCH_SIZE * BATCH_CONCURRENCY, BATCH_CONCURRENCY]
    : [CLAIM_SIZE, CONCURRENCY];
  while (context.clock.elapsed() < stopAt) {
    const batches = batchesOf(await claim(context, Object.keys(handlers), limit), handlers);
    if (batches.length === 0) break;
    await eachAtOnce(concurrency, batches, (batch) => run(context, batch, handlers, counts));
  }
  return counts;
}

function isBatchHandler(handler: JobHandler | BatchHandler | undefined): handler is BatchHandler {
  return handler !== undefined && 'handleBatch' in handler;
}

/** Groups the jobs of batch handlers by name; every other job is a batch of one. */
function batchesOf(claimed: readonly Job[], handlers: JobHandlers): Job[][] {
  const batches: Job[][] = [];
  for (const job of claimed) {
    const open = isBatchHandler(handlers[job.name])
      ? batches.find((jobs) => jobs[0]?.name === job.name && jobs.length < BATCH_SIZE)
      : undefined;
    if (open) open.push(job);
    else batches.push([job]);
  }
  return batches;
}

async function claim({ db, clock }: DrainContext, names: string[], limit: number): Promise<Job[]> {
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
    .limit(limit)
    .for('update', { skipLocked: true });
  return db
    .update(jobs)
    .set({ status: 'running', leaseUntil: new Date(now.getTime() + LEASE_MS), attempts: sql`${jobs.attempts} + 1` })
    .where(inArray(jobs.id, due))
    .returning();
}

async function run(context: DrainContext, batch: Job[], handlers: JobHandlers, counts: DrainCounts): Promise<void> {
  const [job, ...others] = batch;
  if (!job) return;
  const handler = handlers[job.name];
  try {
    if (!handler) throw new Error(`No handler for ${job.name}`);
    await (isBatchHandler(handler) ? handler.handleBatch(batch) : handler(job));
    await context.db
      .update(jobs)
      .set({ status: 'done', finishedAt: context.clock.now(), leaseUntil: null })
      .where(stillLeased(batch));
    counts.done += batch.length;
  } catch (error) {
    // One bad job must not fail the others.
    if (others.length > 0) for (const one of batch) await run(context, [one], handlers, counts);
    else counts[await fail(context, job, error)] += 1;
  }
}

/** The jobs that no other drain has taken over. */
function stillLeased(batch: readonly Job[]) {
  const ids = sql`${sql.param(batch.map(({ id }) => id))}::text[]`;
  const attempts = sql`${sql.param(batch.map(({ attempts }) => attempts))}::integer[]`;
  return and(
    eq(jobs.status, 'running'),
    sql`(${jobs.id}, ${jobs.attempts}) in (select * from unnest(${ids}, ${attempts}))`,
  );
}

async function fail(context: DrainContext, job: Job, error: unknown): Promise<'failed' | 'dead'> {
  const pause = retryPauseSeconds[job.attempts - 1];
  const now = context.clock.now();
  const lastError = errorName(error);
  context.logger.warn('job failed', { job: job.name, jobId: job.id, attempts: job.attempts, error: lastError });
  const next =
    pause === undefined
      ? ({ status: 'dead', finishedAt: now } as const)
      : ({ status: 'waiting', runAt: new Date(now.getTime() + pause * 1000) } as const);
  await context.db
    .update(jobs)
    .set({ ...next, lastError, leaseUntil: null })
    .where(stillLeased([job]))
    .catch((conflict: unknown) => joinNewer(context, job, conflict));
  return pause === undefined ? 'dead' : 'failed';
}

/** A newer request for the same work is already waiting and will repeat it, so this one is done. */
async function joinNewer({ db, clock }: DrainContext, job: Job, conflict: unknown): Promise<void> {
  if (!isUniqueViolation(conflict, 'jobs_waiting_once')) throw conflict;
  await db
    .update(jobs)
    .set({ status: 'done', finishedAt: clock.now(), leaseUntil: null })
    .where(and(eq(jobs.id, job.id), eq(jobs.attempts, job.attempts)));
}
