import { sql } from 'drizzle-orm';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { jobs } from '@/lib/db/schema/jobs';

/** Work to be done after the transaction that asks for it. */
export interface JobRequest {
  name: string;
  /** Requests with the same name and key join while the job waits, so the handler reads the newest state itself. */
  key: string;
  organizationId: string | null;
  payload: Record<string, unknown>;
  runAt: Date;
}

/** Appends a job inside the transaction that causes it: both are committed, or neither. */
export function enqueue(tx: Database, writer: { ids: IdSource; now: Date }, request: JobRequest): Promise<void> {
  return enqueueAll(tx, writer, [request]);
}

/** The rows of jobs, for a statement that writes others with them; nobody may have asked for the same work before. */
export function jobRows({ ids, now }: { ids: IdSource; now: Date }, requests: readonly JobRequest[]) {
  return requests.map((request) => ({ id: ids.make('job'), createdAt: now, ...request }));
}

/** Appends several jobs at once, each with a name and key of its own. */
export async function enqueueAll(
  tx: Database,
  writer: { ids: IdSource; now: Date },
  requests: readonly JobRequest[],
): Promise<void> {
  if (requests.length === 0) return;
  await tx
    .insert(jobs)
    .values(jobRows(writer, requests))
    .onConflictDoUpdate({
      target: [jobs.name, jobs.key],
      targetWhere: sql`status = 'waiting'`,
      set: { runAt: sql`least(${jobs.runAt}, excluded.run_at)`, payload: sql`excluded.payload` },
    });
}
