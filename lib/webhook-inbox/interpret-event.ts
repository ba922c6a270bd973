import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Clock } from '@/lib/core/clock';
import { errorName } from '@/lib/core/error-name';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import { retriedTransaction } from '@/lib/db/transaction';
import type { Logger } from '@/lib/log/logger';
import type { Interpretation, Interpreter, Interpreters } from './interpreter';
import { retryPauses } from './policy';

export interface InboxContext {
  db: Database;
  clock: Clock;
  ids: IdSource;
  logger: Logger;
  interpreters: Interpreters;
}

/** `taken`: it is being interpreted elsewhere, or is settled. */
export type Interpreted = Interpretation | { status: 'failed' | 'dead' | 'taken'; why?: string };

/** Interprets one kept delivery the way its provider's deliveries are. */
export function interpretEvent(context: InboxContext, id: string): Promise<Interpreted> {
  return interpretWith(context, id, (inbox, row) => {
    const interpreter = context.interpreters[row.provider];
    if (!interpreter) throw new Error(`No interpreter for ${row.provider}`);
    return interpreter(inbox, row);
  });
}

/**
 * Interprets one kept delivery. Its changes and the settled row are one transaction that locks the row: no delivery is
 * interpreted twice, and a crash leaves it as it was. A failure is recorded with the time of the next attempt.
 */
export async function interpretWith(
  context: Omit<InboxContext, 'interpreters'>,
  id: string,
  interpreter: Interpreter,
): Promise<Interpreted> {
  const { db, clock, ids } = context;
  const open = and(eq(webhookEvents.id, id), inArray(webhookEvents.status, ['received', 'failed']));
  try {
    return await retriedTransaction(db, async (tx): Promise<Interpreted> => {
      const [row] = await tx.select().from(webhookEvents).where(open).for('update', { skipLocked: true });
      if (!row) return { status: 'taken' };
      const now = clock.now();
      const actor = { kind: 'provider', name: row.provider } as const;
      const result = await interpreter({ db: tx, ids, now, actor }, row);
      await tx
        .update(webhookEvents)
        .set({
          status: result.status,
          why: result.why ?? null,
          error: null,
          settledAt: now,
          nextAttemptAt: null,
          attempts: row.attempts + 1,
        })
        .where(eq(webhookEvents.id, id));
      return result;
    });
  } catch (error) {
    return fail(context, id, error);
  }
}

async function fail(
  { db, clock, logger }: Omit<InboxContext, 'interpreters'>,
  id: string,
  error: unknown,
): Promise<Interpreted> {
  const now = clock.now();
  const [row] = await db.select().from(webhookEvents).where(eq(webhookEvents.id, id));
  const attempts = (row?.attempts ?? 0) + 1;
  const pause = retryPauses[attempts - 1];
  const status = pause === undefined ? 'dead' : 'failed';
  logger.warn('delivery not interpreted', { webhookEventId: id, attempts, status, error: errorName(error) });
  await db
    .update(webhookEvents)
    .set({
      status,
      attempts: sql`${webhookEvents.attempts} + 1`,
      error: sayError(error),
      nextAttemptAt: pause === undefined ? null : new Date(now.getTime() + pause * 1000),
    })
    .where(and(eq(webhookEvents.id, id), inArray(webhookEvents.status, ['received', 'failed'])));
  return { status };
}

/** The innermost cause names what went wrong; what a statement was called with may be personal. */
function sayError(error: unknown): string {
  let root = error;
  while (root instanceof Error && root.cause instanceof Error) root = root.cause;
  const text = root instanceof Error ? `${root.name}: ${root.message}` : 'unknown';
  return (text.split('\nparams:')[0] ?? '').slice(0, 300);
}
