import { and, eq, inArray, lte, or, sql } from 'drizzle-orm';
import type { Clock } from '@/lib/core/clock';
import type { Database } from '@/lib/db/client';
import { isUniqueViolation } from '@/lib/db/constraint-errors';
import { jobs } from '@/lib/db/schema/jobs';
import type { Logger } from '@/lib/log/logger';

export type Job = typeof jobs.$inferSelect;

/** Does the work of one job. It may run twice for one job: a crash after the work repeats it. Throw to have it repeated. */
export type JobHandler = (job: Job) => Promise<void>;

/** Does the work of several jobs of one name at once, as a `JobHandler` does one's. When it throws, each is done alone. */
export interface BatchHandler {
  handleBatch(jobs: readonly Job[]): Promise<void>;
}

export type JobHandlers = Readonly<Record<string, JobHandler | BatchHandler>>;

export interface DrainContext {
  db: Database;
  clock: Clock;
  logger: Logger;
}

/** Pauses before the attempts after the first, in seconds; after the last one the job is dead. */
export const retryPauseSeconds = [5, 30, 120, 600, 1800, 7200, 18_000, 36_000] as const;

/** Whether a job that fails now is not done again. */
export function isLastAttempt({ attempts }: Job): boolean {
  return retryPauseSeconds[attempts - 1] === undefined;
}

const LEASE_MS = 60_000;
const BATCH = 20;
const AT_ONCE = 5;
/** So many jobs are done together, where they can be … */
const JOINT = 100;
/** … and so many lots of them at a time: requests need connections of the pool as well. */
const JOINT_AT_ONCE = 2;

export type DrainCounts = Record<'done' | 'failed' | 'dead', number>;

/**
 * Runs the jobs that are due, until none is or the budget is used up. Several drains share the work; a job whose
 * runner died is taken over when its lease ends.
 */
export async function drainJobs(context: DrainContext, handlers: JobHandlers, budgetMs: number): Promise<DrainCounts> {
  const counts = { done: 0, failed: 0, dead: 0 };
  const stopAt = context.clock.elapsed() + budgetMs;
  const isAllJoint = Object.values(handlers).every(isJoint);
  const [most, atOnce] = isAllJoint ? [JOINT * JOINT_AT_ONCE, JOINT_AT_ONCE] : [BATCH, AT_ONCE];
  while (context.clock.elapsed() < stopAt) {
    const queue = portions(await claim(context, Object.keys(handlers), most), handlers);
    if (queue.length === 0) break;
    const worker = async () => {
      for (let jobs = queue.shift(); jobs; jobs = queue.shift()) await run(context, jobs, handlers, counts);
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  }
  return counts;
}

function isJoint(handler: JobHandler | BatchHandler | undefined): handler is BatchHandler {
  return handler !== undefined && 'handleBatch' in handler;
}

/** What is given to a handler at a time. */
function portions(claimed: readonly Job[], handlers: JobHandlers): Job[][] {
  const all: Job[][] = [];
  for (const job of claimed) {
    const open = isJoint(handlers[job.name])
      ? all.find((jobs) => jobs[0]?.name === job.name && jobs.length < JOINT)
      : undefined;
    if (open) open.push(job);
    else all.push([job]);
  }
  return all;
}

async function claim({ db, clock }: DrainContext, names: string[], most: number): Promise<Job[]> {
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
    .limit(most)
    .for('update', { skipLocked: true });
  return db
    .update(jobs)
    .set({ status: 'running', leaseUntil: new Date(now.getTime() + LEASE_MS), attempts: sql`${jobs.attempts} + 1` })
    .where(inArray(jobs.id, due))
    .returning();
}

async function run(context: DrainContext, portion: Job[], handlers: JobHandlers, counts: DrainCounts): Promise<void> {
  const [job, ...others] = portion;
  if (!job) return;
  const handler = handlers[job.name];
  try {
    if (!handler) throw new Error(`No handler for ${job.name}`);
    await (isJoint(handler) ? handler.handleBatch(portion) : handler(job));
    await context.db
      .update(jobs)
      .set({ status: 'done', finishedAt: context.clock.now(), leaseUntil: null })
      .where(held(portion));
    counts.done += portion.length;
  } catch (error) {
    // Whichever of them it was, the others need not suffer.
    if (others.length > 0) for (const one of portion) await run(context, [one], handlers, counts);
    else counts[await fail(context, job, error)] += 1;
  }
}

/** Those of the jobs that nobody has taken over. */
function held(portion: readonly Job[]) {
  const ids = sql`${sql.param(portion.map(({ id }) => id))}::text[]`;
  const attempts = sql`${sql.param(portion.map(({ attempts }) => attempts))}::integer[]`;
  return and(
    eq(jobs.status, 'running'),
    sql`(${jobs.id}, ${jobs.attempts}) in (select * from unnest(${ids}, ${attempts}))`,
  );
}

async function fail(context: DrainContext, job: Job, error: unknown): Promise<'failed' | 'dead'> {
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
    .where(held([job]))
    .catch((conflict: unknown) => joinNewer(context, job, conflict));
  return pause === undefined ? 'dead' : 'failed';
}

/** A newer request for the same work waits already: this one is finished, the newer one repeats it. */
async function joinNewer({ db, clock }: DrainContext, job: Job, conflict: unknown): Promise<void> {
  if (!isUniqueViolation(conflict, 'jobs_waiting_once')) throw conflict;
  await db
    .update(jobs)
    .set({ status: 'done', finishedAt: clock.now(), leaseUntil: null })
    .where(and(eq(jobs.id, job.id), eq(jobs.attempts, job.attempts)));
}
