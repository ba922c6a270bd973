import { and, asc, eq, isNull, lte, ne, or } from 'drizzle-orm';
import { AppError } from '@/lib/core/errors';
import { emailTools } from '@/lib/db/schema/lead-imports';
import type { EmailTool } from '@/lib/leads/import/internal/email-tool-row';
import { readRound } from '@/lib/leads/import/internal/emailbison-round';
import { HOUR_MS, MINUTE_MS } from '@/lib/time/units';
import type { EmailToolContext } from './email-tool-context';

/** How often a workspace is read. */
const POLL_INTERVAL_MS = 15 * MINUTE_MS;
/** After a failure that a person has to fix. */
const PAUSE_MS = HOUR_MS;
/** Renewed with every page. */
const TOOL_LEASE_MS = 90_000;

/**
 * Reads the workspaces that are due until time runs out; the next run continues where this one stopped. Concurrent runs
 * share the work.
 * @returns leads created or changed
 */
export async function importDue(context: EmailToolContext, budgetMs: number): Promise<number> {
  const stopAt = context.clock.elapsed() + budgetMs;
  let changed = 0;
  for (let tool = await claim(context); tool; tool = await claim(context)) {
    changed += await importOne(context, tool, stopAt);
    if (context.clock.elapsed() >= stopAt) break;
  }
  return changed;
}

async function importOne(context: EmailToolContext, tool: EmailTool, stopAt: number): Promise<number> {
  try {
    const { changed, isOver } = await readRound(context, tool, stopAt);
    const now = context.clock.now();
    await release(context, tool, {
      status: 'connected',
      healthReason: null,
      ...(isOver ? { importedAt: now, nextImportAt: new Date(now.getTime() + POLL_INTERVAL_MS) } : {}),
    });
    return changed;
  } catch (error) {
    const reason = error instanceof AppError ? error.extra?.reason : undefined;
    const needsAttention = reason === 'token_refused' || reason === 'other_workspace';
    const retryAfter = error instanceof AppError ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
    const pause = needsAttention ? PAUSE_MS : Math.max(POLL_INTERVAL_MS, retryAfter);
    const now = context.clock.now().getTime();
    context.logger.warn('email tool not read', { emailTool: tool.id, why: String(reason ?? 'unavailable') });
    await release(context, tool, {
      ...(needsAttention ? { status: 'needs_attention' } : {}),
      healthReason: typeof reason === 'string' ? reason : 'unavailable',
      nextImportAt: new Date(now + pause),
    });
    if (!(error instanceof AppError)) throw error;
    return 0;
  }
}

function release({ db }: EmailToolContext, { id }: EmailTool, next: Partial<EmailTool>) {
  return db
    .update(emailTools)
    .set({ ...next, leaseUntil: null })
    .where(and(eq(emailTools.id, id), ne(emailTools.status, 'disconnected')));
}

async function claim({ db, clock }: EmailToolContext): Promise<EmailTool | undefined> {
  const now = clock.now();
  const due = db
    .select({ id: emailTools.id })
    .from(emailTools)
    .where(
      and(
        ne(emailTools.status, 'disconnected'),
        lte(emailTools.nextImportAt, now),
        or(isNull(emailTools.leaseUntil), lte(emailTools.leaseUntil, now)),
      ),
    )
    .orderBy(asc(emailTools.nextImportAt))
    .limit(1)
    .for('update', { skipLocked: true });
  const [tool] = await db
    .update(emailTools)
    .set({ leaseUntil: new Date(now.getTime() + TOOL_LEASE_MS) })
    .where(eq(emailTools.id, due))
    .returning();
  return tool;
}
