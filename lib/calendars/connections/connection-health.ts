import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { type CalendarFault, CalendarFaultError, calendarFaults, lastingFaults } from '@/lib/calendars/faults';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { connections } from '@/lib/db/schema/calendars';
import { notices } from '@/lib/db/schema/orgs';

interface HealthContext {
  db: Database;
  ids: IdSource;
  now: Date;
}

/**
 * Marks a connection as needing attention and tells the organization, once per fault: the notice is written by the
 * update that changes the state.
 */
export async function markFault(
  { db, ids, now }: HealthContext,
  connectionId: string,
  fault: CalendarFault,
): Promise<void> {
  await db.transaction(async (tx) => {
    const [changed] = await tx
      .update(connections)
      .set({ status: 'needs_attention', healthReason: fault, healthCheckedAt: now, updatedAt: now })
      .where(and(eq(connections.id, connectionId), eq(connections.status, 'connected')))
      .returning();
    if (!changed) return;
    await tx.insert(notices).values({
      id: ids.make('notice'),
      organizationId: changed.organizationId,
      kind: 'calendar_needs_attention',
      message: `${changed.accountLabel}: ${calendarFaults[fault]}`,
      createdAt: now,
    });
  });
}

/** Records that the provider could not be reached: nothing for a person to fix, but its data is getting old. */
export async function markUnreachable(db: Database, connectionId: string): Promise<void> {
  await db
    .update(connections)
    .set({ healthReason: 'unreachable' satisfies CalendarFault })
    .where(
      and(eq(connections.id, connectionId), eq(connections.status, 'connected'), isNull(connections.healthReason)),
    );
}

/** Marks a connection as working again. A webhook fault stays until a webhook can be read again. */
export async function markHealthy({ db, now }: Pick<HealthContext, 'db' | 'now'>, connectionId: string): Promise<void> {
  await db
    .update(connections)
    .set({ status: 'connected', healthReason: null, healthCheckedAt: now })
    .where(
      and(
        eq(connections.id, connectionId),
        ne(connections.status, 'disconnected'),
        sql`${connections.healthReason} is distinct from 'webhook_template'`,
      ),
    );
}

/** Clears the webhook fault of a connection once a webhook can be read again. */
export async function markReadable(
  { db, now }: Pick<HealthContext, 'db' | 'now'>,
  connectionId: string,
): Promise<void> {
  await db
    .update(connections)
    .set({ status: 'connected', healthReason: null, healthCheckedAt: now })
    .where(and(eq(connections.id, connectionId), eq(connections.healthReason, 'webhook_template')));
}

/** Runs a request to a provider; a fault that lasts changes the connection's health on its way out. */
export async function watchingHealth<Result>(
  context: HealthContext,
  connectionId: string,
  request: () => Promise<Result>,
): Promise<Result> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof CalendarFaultError && lastingFaults.has(error.fault))
      await markFault(context, connectionId, error.fault);
    throw error;
  }
}
