import { and, asc, eq, isNotNull, ne } from 'drizzle-orm';
import { connections } from '@/lib/db/schema/calendars';
import { applyChanges } from './apply-changes';
import type { CalendarContext } from './calendar-context';
import { connectDefault } from './connect-default';
import { noteHealthy, watchingHealth } from './connection-health';
import { type ConnectionRow, openConnection } from './open-connection';
import { openCredentials, sealCredentials } from './vault';

const DAY_MS = 24 * 3_600_000;
/** Tokens that end before the next run are renewed by this one, so that an expired grant is seen within one run. */
const RENEW_WITHIN_MS = 40 * 60_000;
const AT_ONCE = 4;

export type KeepCounts = Record<'checked' | 'failed' | 'subscribed' | 'changes', number>;

/**
 * Looks after every live connection: renews tokens, checks daily that the provider still tells us of changes (and
 * renews what expires), and reads what changed at providers whose calendars are read. One broken connection does not
 * hold up the others; what is wrong stands on its health.
 * @param defaultCalcomKey the installation's own key, for the first organization
 */
export async function keepConnections(calendar: CalendarContext, defaultCalcomKey?: string): Promise<KeepCounts> {
  await connectDefault(calendar, defaultCalcomKey).catch((error: unknown) =>
    calendar.logger.warn('default calendar not connected', { error: error instanceof Error ? error.name : 'unknown' }),
  );
  const counts: KeepCounts = { checked: 0, failed: 0, subscribed: 0, changes: 0 };
  const rows = await calendar.db
    .select()
    .from(connections)
    .where(and(ne(connections.status, 'disconnected'), isNotNull(connections.credentials)))
    .orderBy(asc(connections.healthCheckedAt));
  const worker = async () => {
    for (let row = rows.shift(); row; row = rows.shift()) {
      counts.checked += 1;
      try {
        await keepOne(calendar, row, counts);
      } catch (error) {
        counts.failed += 1;
        calendar.logger.warn('connection check failed', {
          connectionId: row.id,
          error: error instanceof Error ? error.name : 'unknown',
        });
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return counts;
}

/** Looks after one connection at once, e.g. one just made: afterwards the provider tells us of changes. */
export async function keepConnection(calendar: CalendarContext, row: ConnectionRow): Promise<void> {
  await keepOne(calendar, row, { checked: 0, failed: 0, subscribed: 0, changes: 0 });
}

async function keepOne(calendar: CalendarContext, row: ConnectionRow, counts: KeepCounts): Promise<void> {
  const { calendars, clock, db, ids } = calendar;
  const now = clock.now();
  await watchingHealth({ db, ids, now }, row.id, async () => {
    const open = await openConnection(calendar, soonRenewed(row, now));
    const { subscriptions, changes } = calendars[row.provider];
    const due =
      !row.subscription || now.getTime() - Date.parse(row.subscription.checkedAt) > DAY_MS || endsSoon(row, now);
    if (subscriptions && due) {
      const subscription = await subscriptions.ensure(open, unsealed(calendar, row), {
        callbackUrl: `${calendar.appUrl}/api/webhooks/${webhookName(row)}/${row.id}`,
        secret: ids.secret(32),
        now,
      });
      const secret = sealCredentials(calendar.encryption, row.id, { secret: subscription.secret });
      await db
        .update(connections)
        .set({ subscription: { ...subscription, secret }, updatedAt: now })
        .where(and(eq(connections.id, row.id), ne(connections.status, 'disconnected')));
      counts.subscribed += 1;
    }
    if (changes) {
      const page = await changes.since(open, row.syncCursor);
      counts.changes += await applyChanges(calendar, row, page.changes);
      await db
        .update(connections)
        .set({ syncCursor: page.cursor, syncedAt: now })
        .where(and(eq(connections.id, row.id), ne(connections.status, 'disconnected')));
    }
  });
  await noteHealthy({ db, now }, row.id);
}

/** The row as if its tokens ended already, when they end before the next run. */
function soonRenewed(row: ConnectionRow, now: Date): ConnectionRow {
  const ends = row.tokenExpiresAt;
  return ends && ends.getTime() - now.getTime() < RENEW_WITHIN_MS ? { ...row, tokenExpiresAt: now } : row;
}

function endsSoon(row: ConnectionRow, now: Date): boolean {
  const ends = row.subscription?.expiresAt;
  return ends !== undefined && Date.parse(ends) - now.getTime() < 2 * DAY_MS;
}

function webhookName(row: ConnectionRow): string {
  return row.provider === 'outlook' ? 'microsoft' : row.provider;
}

function unsealed(calendar: CalendarContext, row: ConnectionRow) {
  if (!row.subscription) return null;
  return { ...row.subscription, secret: subscriptionSecret(calendar, row) ?? '' };
}

/** The secret that a provider's notifications of this connection carry or are signed with. */
export function subscriptionSecret(
  { encryption }: Pick<CalendarContext, 'encryption'>,
  row: ConnectionRow,
): string | null {
  return row.subscription ? (openCredentials(encryption, row.id, row.subscription.secret).secret ?? null) : null;
}
