import { and, eq } from 'drizzle-orm';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { forgetSlots } from '@/lib/calendars/slots/slot-cache';
import { notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { agents, type ConnectionSettings, connections } from '@/lib/db/schema/calendars';
import { recordAudit } from '@/lib/orgs/audit';
import { type ConnectionRow, requireConnection } from './open-connection';

interface ConnectionChange {
  settings?: ConnectionSettings;
  /** True: this one is the organization's default from now on. */
  isDefault?: true;
}

/**
 * Changes what is booked through a connection, or makes it the default. Another event type or
 * calendar fixes a connection whose own is gone. @throws AppError `not_found`
 */
export async function updateConnection(
  ctx: CommandContext,
  calendar: CalendarContext,
  id: string,
  change: ConnectionChange,
): Promise<ConnectionRow> {
  const row = await requireConnection(calendar, ctx.org, id);
  const isMended =
    (row.healthReason === 'event_type_missing' && change.settings?.eventTypeId !== undefined) ||
    (row.healthReason === 'calendar_missing' && change.settings?.calendarId !== undefined);
  const updated = await ctx.db.transaction(async (tx) => {
    if (change.isDefault)
      await tx
        .update(connections)
        .set({ isDefault: false })
        .where(and(eq(connections.organizationId, ctx.org), eq(connections.isDefault, true)));
    const [saved] = await tx
      .update(connections)
      .set({
        ...(change.settings ? { settings: { ...row.settings, ...change.settings } } : {}),
        ...(change.isDefault ? { isDefault: true } : {}),
        ...(isMended ? { status: 'connected' as const, healthReason: null } : {}),
        updatedAt: ctx.now,
      })
      .where(and(eq(connections.id, id), eq(connections.organizationId, ctx.org)))
      .returning();
    if (saved)
      await recordAudit(tx, ctx, {
        action: 'connection.changed',
        target: { id, name: saved.accountLabel },
        detail: {
          changed: Object.keys(change.settings ?? {}),
          ...(change.isDefault ? { is_default: true } : {}),
        },
      });
    return saved;
  });
  if (!updated) throw notFound('calendar connection');
  await forgetSlots(calendar, id);
  return updated;
}

/** Lets an agent offer another calendar than the default; null = the default again. @throws AppError `not_found` */
export async function setAgentCalendar(
  ctx: CommandContext,
  calendar: CalendarContext,
  agentId: string,
  connectionId: string | null,
): Promise<void> {
  if (connectionId !== null) await requireConnection(calendar, ctx.org, connectionId);
  const changed = await ctx.db
    .update(agents)
    .set({ connectionId })
    .where(and(eq(agents.id, agentId), eq(agents.organizationId, ctx.org)))
    .returning({ id: agents.id });
  if (changed.length === 0) throw notFound('agent');
}
