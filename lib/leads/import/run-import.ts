import { and, asc, eq, sql } from 'drizzle-orm';
import { z } from 'zod';
import { leadImportChunks, leadImportErrors, leadImports } from '@/lib/db/schema/lead-imports';
import { retriedTransaction } from '@/lib/db/transaction';
import { isLastAttempt, type Job, type JobHandler } from '@/lib/jobs/drain';
import { enqueue } from '@/lib/jobs/enqueue';
import type { JobContext } from '@/lib/jobs/job-context';
import { problemText } from '@/lib/leads/import/internal/csv/preview-line';
import { readRow } from '@/lib/leads/import/internal/csv/read-row';
import { type LeadImport, readingOf } from '@/lib/leads/import/internal/import-row';
import { LEAD_IMPORT } from '@/lib/leads/job-names';
import { type IncomingLead, saveLeads } from '@/lib/leads/save-leads';

type ImportContext = Omit<JobContext, 'logger'>;

/** A run ends well within its job's lease, and queues the next one. */
const RUN_MS = 30_000;

const payload = z.object({ importId: z.string() });

/**
 * Handles `LEAD_IMPORT`: imports the rows of a file, a thousand at a time. Leads, problems, counts and the removal of the
 * chunk are one transaction, so a killed run imports no row twice and loses none. When the last attempt fails, the import
 * is `stopped`.
 */
export function runImport(context: ImportContext): JobHandler {
  return async (job) => {
    try {
      await importChunks(context, job);
    } catch (error) {
      if (isLastAttempt(job)) await end(context, importOf(job), 'stopped');
      throw error;
    }
  };
}

const importOf = (job: Job) => payload.parse(job.payload).importId;

async function importChunks(context: ImportContext, job: Job): Promise<void> {
  const importId = importOf(job);
  const stopAt = context.clock.elapsed() + RUN_MS;
  while (context.clock.elapsed() < stopAt)
    if (!(await takeChunk(context, importId))) return end(context, importId, 'done');
  await enqueue(
    context.db,
    { ids: context.ids, now: context.clock.now() },
    {
      name: LEAD_IMPORT,
      key: importId,
      organizationId: job.organizationId,
      payload: { importId },
      runAt: context.clock.now(),
    },
  );
}

/** @returns whether there was one to take */
function takeChunk({ db, clock, ids }: ImportContext, importId: string): Promise<boolean> {
  return retriedTransaction(db, async (tx) => {
    const [row] = await tx.select().from(leadImports).where(eq(leadImports.id, importId)).for('no key update');
    if (row?.status !== 'running' || row.campaignId === null) return false;
    const [chunk] = await tx
      .select()
      .from(leadImportChunks)
      .where(eq(leadImportChunks.importId, importId))
      .orderBy(asc(leadImportChunks.firstLine))
      .limit(1);
    if (!chunk) return false;
    const now = clock.now();
    const { leads, errors, failed } = readChunk(row, chunk);
    const campaign = { id: row.campaignId, organizationId: row.organizationId };
    const results = await saveLeads(tx, { ids, now }, campaign, leads);
    const counted = (what: string) => results.filter((result) => result === what).length;
    if (errors.length > 0) await tx.insert(leadImportErrors).values(errors);
    await tx
      .update(leadImports)
      .set({
        created: sql`${leadImports.created} + ${counted('created')}`,
        updated: sql`${leadImports.updated} + ${counted('updated')}`,
        unchanged: sql`${leadImports.unchanged} + ${counted('unchanged')}`,
        failed: sql`${leadImports.failed} + ${failed}`,
        updatedAt: now,
      })
      .where(eq(leadImports.id, importId));
    await tx
      .delete(leadImportChunks)
      .where(and(eq(leadImportChunks.importId, importId), eq(leadImportChunks.firstLine, chunk.firstLine)));
    return true;
  });
}

function readChunk(row: LeadImport, chunk: typeof leadImportChunks.$inferSelect) {
  const reading = readingOf(row);
  const leads: IncomingLead[] = [];
  const errors: (typeof leadImportErrors.$inferInsert)[] = [];
  let failed = 0;
  for (const [at, cells] of chunk.rows.entries()) {
    if (cells.length === 0) continue;
    const { lead, problems } = readRow(cells, reading);
    if (lead) leads.push(lead);
    else failed += 1;
    const [first] = problems;
    if (first) {
      const reason = problemText(problems) ?? '';
      errors.push({ importId: row.id, line: chunk.firstLine + at, column: first.column, reason, cells });
    }
  }
  return { leads, errors, failed };
}

async function end({ db, clock }: ImportContext, importId: string, status: 'done' | 'stopped'): Promise<void> {
  const now = clock.now();
  await db
    .update(leadImports)
    .set({ status, finishedAt: status === 'done' ? now : null, updatedAt: now })
    .where(and(eq(leadImports.id, importId), eq(leadImports.status, 'running')));
}
