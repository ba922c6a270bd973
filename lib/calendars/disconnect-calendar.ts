import { and, eq, ne } from 'drizzle-orm';
import type { CommandContext } from '@/lib/db/command-context';
import { agents, connections, eventTypeCaches } from '@/lib/db/schema/calendars';
import type { CalendarContext } from './calendar-context';
import { openConnection, requireConnection } from './open-connection';
import { forgetSlots } from './slots';
import { openCredentials } from './vault';

/**
 * Disconnects a calendar: it is offered no more from this instant on, its credentials are deleted, and the provider is
 * told to end the subscription and the grant. What the provider answers does not keep the connection alive.
 * @throws AppError `not_found`
 */
export async function disconnectCalendar(ctx: CommandContext, calendar: CalendarContext, id: string): Promise<void> {
  const row = await requireConnection(calendar, ctx.org, id);
  await tellProvider(calendar, row);
  await ctx.db.transaction(async (tx) => {
    await tx
      .update(connections)
      .set({
        status: 'disconnected',
        credentials: null,
        isDefault: false,
        subscription: null,
        syncCursor: null,
        tokenExpiresAt: null,
        leaseToken: null,
        leaseUntil: null,
        healthReason: null,
        updatedAt: ctx.now,
      })
      .where(
        and(eq(connections.id, id), eq(connections.organizationId, ctx.org), ne(connections.status, 'disconnected')),
      );
    await tx.update(agents).set({ connectionId: null }).where(eq(agents.connectionId, id));
    await tx.delete(eventTypeCaches).where(eq(eventTypeCaches.connectionId, id));
  });
  await forgetSlots(calendar, id);
}

async function tellProvider(
  calendar: CalendarContext,
  row: Awaited<ReturnType<typeof requireConnection>>,
): Promise<void> {
  const { subscriptions, oauth } = calendar.calendars[row.provider];
  try {
    if (row.subscription && subscriptions)
      await subscriptions.remove(await openConnection(calendar, row), row.subscription);
  } catch (error) {
    calendar.logger.warn('subscription not removed', { connectionId: row.id, error: nameOf(error) });
  }
  try {
    // The row is read again: opening the connection may have renewed its tokens.
    const [current] = await calendar.db.select().from(connections).where(eq(connections.id, row.id));
    if (oauth && current?.credentials)
      await oauth.revoke(openCredentials(calendar.encryption, row.id, current.credentials));
  } catch (error) {
    calendar.logger.warn('grant not revoked', { connectionId: row.id, error: nameOf(error) });
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
