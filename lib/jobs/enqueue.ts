import { sql } from 'drizzle-orm';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { jobs } from '@/lib/db/schema/jobs';

/** Work for after the transaction that requests it. */
export interface JobRequest {
  name: string;
  /** Requests with the same name and key merge while the job waits, so the handler must read the newest state. */
  key: string;
  organizationId: string | null;
  payload: Record<string, unknown>;
  runAt: Date;
}

/** Adds a job in the transaction that causes it, so both commit or neither does. */
export function enqueue(tx: Database, writer: { ids: IdSource; now: Date }, request: JobRequest): Promise<void> {
  return enqueueAll(tx, writer, [request]);
}

/** Job rows for a statement that also writes other tables. No job with the same name and key may be waiting. */
export function jobRows({ ids, now }: { ids: IdSource; now: Date }, requests: readonly JobRequest[]) {
  return requests.map((request) => ({ id: ids.make('job'), createdAt: now, ...request }));
}

/** Adds several jobs, each with its own name and key. */
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
