import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import { INSTALLATION_ACCOUNT } from '@/lib/calendars/port';
import type { ProviderAccount } from '@/lib/calendars/provider-module';
import type { Database } from '@/lib/db/client';
import type { CommandContext } from '@/lib/db/command-context';
import { isUniqueViolation } from '@/lib/db/constraint-errors';
import { type CalendarProviderName, type ConnectionSettings, connections } from '@/lib/db/schema/calendars';
import { recordAudit } from '@/lib/orgs/audit';
import { sealCredentials } from './vault';

interface NewConnection {
  provider: CalendarProviderName;
  account: ProviderAccount;
  credentials: Record<string, string>;
  tokenExpiresAt: Date | null;
  settings: ConnectionSettings;
  /** Taken where nothing is chosen yet. */
  defaults?: ConnectionSettings;
}

/**
 * Stores a connection, or replaces the credentials of the one that the same account has already: two admins who connect
 * at once, and reconnecting over an existing connection, end with one row. A row known only from its webhooks is
 * continued. The first connection becomes the default.
 */
export async function saveConnection(
  ctx: CommandContext,
  { encryption }: Pick<CalendarContext, 'encryption'>,
  wanted: NewConnection,
): Promise<ConnectionRow> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await renewExisting(ctx, encryption, wanted)) ?? (await insertNew(ctx, encryption, wanted));
    } catch (error) {
      const raced =
        isUniqueViolation(error, 'connections_account_once') || isUniqueViolation(error, 'connections_one_default');
      if (!raced || attempt === 3) throw error;
    }
  }
}

async function renewExisting(
  ctx: CommandContext,
  encryption: CalendarContext['encryption'],
  wanted: NewConnection,
): Promise<ConnectionRow | null> {
  return ctx.db.transaction(async (tx) => {
    const [existing] = await tx
      .select()
      .from(connections)
      .where(
        and(
          eq(connections.organizationId, ctx.org),
          eq(connections.provider, wanted.provider),
          inArray(connections.accountId, [wanted.account.accountId, INSTALLATION_ACCOUNT]),
          ne(connections.status, 'disconnected'),
        ),
      )
      .orderBy(sql`${connections.accountId} = ${INSTALLATION_ACCOUNT}`)
      .limit(1)
      .for('update');
    if (!existing) return null;
    const [renewed] = await tx
      .update(connections)
      .set({
        accountId: wanted.account.accountId,
        accountLabel: wanted.account.label,
        credentials: sealCredentials(encryption, existing.id, wanted.credentials),
        tokenExpiresAt: wanted.tokenExpiresAt,
        settings: { ...wanted.defaults, ...existing.settings, ...wanted.settings },
        status: 'connected',
        healthReason: null,
        healthCheckedAt: ctx.now,
        leaseToken: null,
        leaseUntil: null,
        updatedAt: ctx.now,
      })
      .where(eq(connections.id, existing.id))
      .returning();
    if (renewed) await recordConnected(tx, ctx, renewed, true);
    return renewed ?? null;
  });
}

async function insertNew(
  ctx: CommandContext,
  encryption: CalendarContext['encryption'],
  wanted: NewConnection,
): Promise<ConnectionRow> {
  const id = ctx.ids.make('connection');
  return ctx.db.transaction(async (tx) => {
    const [made] = await tx
      .insert(connections)
      .values({
        id,
        organizationId: ctx.org,
        provider: wanted.provider,
        accountId: wanted.account.accountId,
        accountLabel: wanted.account.label,
        credentials: sealCredentials(encryption, id, wanted.credentials),
        settings: { ...wanted.defaults, ...wanted.settings },
        isDefault: sql`not exists (
        select 1 from ${connections} c where c.organization_id = ${ctx.org} and c.is_default and c.status <> 'disconnected')`,
        tokenExpiresAt: wanted.tokenExpiresAt,
        healthCheckedAt: ctx.now,
        createdBy: 'userId' in ctx.actor ? ctx.actor.userId : null,
        createdAt: ctx.now,
        updatedAt: ctx.now,
      })
      .returning();
    if (!made) throw new Error('The connection was not stored.');
    await recordConnected(tx, ctx, made, false);
    return made;
  });
}

function recordConnected(tx: Database, ctx: CommandContext, row: ConnectionRow, again: boolean): Promise<void> {
  const { id, provider, accountLabel } = row;
  return recordAudit(tx, ctx, {
    action: again ? 'connection.renewed' : 'connection.connected',
    target: { id, name: accountLabel },
    detail: { provider },
  });
}
