import { and, eq, ne } from 'drizzle-orm';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import type { OpenConnection } from '@/lib/calendars/port';
import { forgetSlots } from '@/lib/calendars/slots/slot-cache';
import { errorName } from '@/lib/core/error-name';
import type { CommandContext } from '@/lib/db/command-context';
import { agents, connections, eventTypeCaches } from '@/lib/db/schema/calendars';
import { recordAudit } from '@/lib/orgs/audit';
import { type ConnectionRow, openConnection, requireConnection } from './open-connection';

/**
 * Disconnects a calendar: it is offered no more from this instant on, its credentials are deleted, and the provider is
 * told to end the subscription and the grant. What the provider answers does not keep the connection alive.
 * @throws AppError `not_found`
 */
export async function disconnectCalendar(ctx: CommandContext, calendar: CalendarContext, id: string): Promise<void> {
  const row = await requireConnection(calendar, ctx.org, id);
  // Opened before the row forgets the credentials; a grant that is gone already need not be told.
  const open = await openConnection(calendar, row).catch(() => null);
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
    await recordAudit(tx, ctx, {
      action: 'connection.disconnected',
      target: { id, name: row.accountLabel },
      detail: { provider: row.provider },
    });
  });
  await forgetSlots(calendar, id);
  if (open) await tellProvider(calendar, row, open);
}

async function tellProvider(calendar: CalendarContext, row: ConnectionRow, open: OpenConnection): Promise<void> {
  const { subscriptions, oauth } = calendar.calendars[row.provider];
  const { subscription } = row;
  const tell = async (what: string, request: () => Promise<void>) => {
    try {
      await request();
    } catch (error) {
      calendar.logger.warn(what, { connectionId: row.id, error: errorName(error) });
    }
  };
  if (subscription && subscriptions)
    await tell('subscription not removed', () => subscriptions.remove(open, subscription));
  if (oauth) await tell('grant not revoked', () => oauth.revoke(open.credentials));
}
