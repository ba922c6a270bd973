import { and, asc, eq, isNotNull, ne } from 'drizzle-orm';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { connectDefaults } from '@/lib/calendars/connections/internal/connect-default';
import { sealCredentials, subscriptionSecret } from '@/lib/calendars/connections/internal/vault';
import { applyChanges } from '@/lib/calendars/inbound/apply-changes';
import { ingestPage } from '@/lib/calendars/inbound/ingest-page';
import { readUnlisted } from '@/lib/calendars/inbound/read-unlisted';
import type { OpenConnection } from '@/lib/calendars/port';
import type { SubscriptionsFacet } from '@/lib/calendars/provider-module';
import { eachAtOnce } from '@/lib/core/each-at-once';
import { errorName } from '@/lib/core/error-name';
import { AppError } from '@/lib/core/errors';
import { connections } from '@/lib/db/schema/calendars';
import { tryWithLock } from '@/lib/kv/lock';
import { DAY_MS, MINUTE_MS } from '@/lib/time/units';
import { markHealthy, markUnreachable } from './connection-health';
import type { ConnectionRow } from './open-connection';
import { withConnection } from './with-connection';

/** Tokens that end before the next run are renewed by this one, so that an expired grant is seen within one run. */
const RENEW_WITHIN_MS = 40 * MINUTE_MS;
const AT_ONCE = 4;
/** Longer than making a subscription takes with all its tries. */
const SUBSCRIBE_LOCK_SECONDS = 60;

type KeepCounts = Record<'checked' | 'failed' | 'subscribed' | 'changes', number>;

/**
 * Maintains every live connection: renews tokens, checks its webhook subscription once a day, and reads what changed at
 * the provider. A broken connection does not hold up the others; its health says what is wrong.
 */
export async function maintainConnections(calendar: CalendarContext): Promise<KeepCounts> {
  await connectDefaults(calendar).catch((error: unknown) =>
    calendar.logger.warn('default calendar not connected', { error: errorName(error) }),
  );
  const counts: KeepCounts = { checked: 0, failed: 0, subscribed: 0, changes: 0 };
  const rows = await calendar.db
    .select()
    .from(connections)
    .where(and(ne(connections.status, 'disconnected'), isNotNull(connections.credentials)))
    .orderBy(asc(connections.healthCheckedAt));
  await eachAtOnce(AT_ONCE, rows, async (row) => {
    counts.checked += 1;
    try {
      await keepOne(calendar, row, counts, true);
    } catch (error) {
      counts.failed += 1;
      if (error instanceof AppError && error.code === 'provider_unavailable')
        await markUnreachable(calendar.db, row.id);
      calendar.logger.warn('connection check failed', { connectionId: row.id, error: errorName(error) });
    }
  });
  return counts;
}

/** Looks after one connection at once, e.g. one just made: afterwards the provider tells us of changes. */
export async function maintainConnection(calendar: CalendarContext, row: ConnectionRow): Promise<void> {
  await keepOne(calendar, row, { checked: 0, failed: 0, subscribed: 0, changes: 0 }, false);
}

/** @param isPoll nobody told that there is anything to be read */
async function keepOne(
  calendar: CalendarContext,
  row: ConnectionRow,
  counts: KeepCounts,
  isPoll: boolean,
): Promise<void> {
  const { calendars, clock, db } = calendar;
  const now = clock.now();
  await withConnection(calendar, soonRenewed(row, now), async (open) => {
    const { subscriptions, changes } = calendars[row.provider];
    // Where the provider will not tell of changes, they are read all the same.
    let notSubscribed: unknown;
    if (subscriptions && isDue(row, now))
      await subscribe(calendar, row, open, subscriptions).then(
        (done) => {
          counts.subscribed += done ? 1 : 0;
        },
        (error: unknown) => {
          notSubscribed = error;
        },
      );
    if (changes?.kind === 'facts') {
      const page = await changes.list(open, row.syncCursor);
      counts.changes += await ingestPage(calendar, row, page);
      await noteRead(calendar, row, page.cursor, now);
    } else if (changes) {
      const page = await changes.list(open, row.syncCursor);
      const unseen = page.restarted ? await readUnlisted(calendar, row, open, changes, page.changes) : [];
      counts.changes += await applyChanges(calendar, row, [...page.changes, ...unseen], isPoll);
      await noteRead(calendar, row, page.cursor, now);
    }
    if (notSubscribed !== undefined) throw notSubscribed;
  });
  await markHealthy({ db, now }, row.id);
}

async function noteRead(
  { db }: CalendarContext,
  row: ConnectionRow,
  syncCursor: string,
  syncedAt: Date,
): Promise<void> {
  await db
    .update(connections)
    .set({ syncCursor, syncedAt })
    .where(and(eq(connections.id, row.id), ne(connections.status, 'disconnected')));
}

/** The row as if its tokens ended already, when they end before the next run, or the provider took them for ended. */
function soonRenewed(row: ConnectionRow, now: Date): ConnectionRow {
  const ends = row.tokenExpiresAt;
  if (!ends) return row;
  const isDoubted = row.healthReason === 'grant_expired';
  return isDoubted || ends.getTime() - now.getTime() < RENEW_WITHIN_MS ? { ...row, tokenExpiresAt: now } : row;
}

/** Once a day, before it ends, and when the provider said that it is over. */
function isDue({ subscription }: ConnectionRow, now: Date): boolean {
  if (!subscription || subscription.state === 'disabled') return true;
  const { checkedAt, expiresAt } = subscription;
  const endsSoon = expiresAt !== undefined && Date.parse(expiresAt) - now.getTime() < 2 * DAY_MS;
  return endsSoon || now.getTime() - Date.parse(checkedAt) > DAY_MS;
}

/** Has the subscription made or renewed; false when somebody else is at it. */
async function subscribe(
  calendar: CalendarContext,
  row: ConnectionRow,
  open: OpenConnection,
  facet: SubscriptionsFacet,
): Promise<boolean> {
  const { appUrl, calendars, clock, db, encryption, ids, kv } = calendar;
  const now = clock.now();
  const isDone = await tryWithLock(kv, `subscribe:${row.id}`, SUBSCRIBE_LOCK_SECONDS, async () => {
    const subscription = await facet.ensure(open, unsealed(calendar, row), {
      callbackUrl: `${appUrl}/api/webhooks/${calendars[row.provider].webhooks?.name ?? row.provider}/${row.id}`,
      secret: ids.secret(32),
      now,
    });
    const secret = sealCredentials(encryption, row.id, { secret: subscription.secret });
    await db
      .update(connections)
      .set({ subscription: { ...subscription, secret }, updatedAt: now })
      .where(and(eq(connections.id, row.id), ne(connections.status, 'disconnected')));
    return true;
  });
  return isDone !== null;
}

function unsealed(calendar: CalendarContext, row: ConnectionRow) {
  if (!row.subscription) return null;
  return { ...row.subscription, secret: subscriptionSecret(calendar, row) ?? '' };
}
