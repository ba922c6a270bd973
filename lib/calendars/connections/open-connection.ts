import { and, eq, isNull, lt, ne, or } from 'drizzle-orm';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { openCredentials, sealCredentials } from '@/lib/calendars/connections/internal/vault';
import { CalendarFaultError, calendarUnavailable } from '@/lib/calendars/faults';
import type { OpenConnection } from '@/lib/calendars/port';
import type { OrgId } from '@/lib/core/context';
import { notFound } from '@/lib/core/errors';
import { connections } from '@/lib/db/schema/calendars';
import { MINUTE_MS } from '@/lib/time/units';
import { watchingHealth } from './connection-health';

export type ConnectionRow = typeof connections.$inferSelect;

/** Tokens are renewed this long before they end, so that no request begins with one that ends on its way. */
const RENEW_BEFORE_MS = 5 * MINUTE_MS;
/** A refresher that died frees the lease after this; longer than a refresh with its time-out. */
const LEASE_MS = 30_000;
const WAIT_FOR_REFRESHER_MS = 20_000;
const POLL_INTERVAL_MS = 150;

/** The row of a live connection. @throws AppError `not_found` for another organization's or a disconnected one */
export async function requireConnection(
  context: Pick<CalendarContext, 'db'>,
  org: OrgId,
  id: string,
): Promise<ConnectionRow> {
  const [row] = await context.db
    .select()
    .from(connections)
    .where(and(eq(connections.id, id), eq(connections.organizationId, org), ne(connections.status, 'disconnected')));
  if (!row) throw notFound('calendar connection');
  return row;
}

/**
 * A connection ready for its provider: credentials decrypted, tokens renewed when they end soon.
 * @throws CalendarFaultError `grant_expired`; AppError `provider_unavailable`
 */
export async function openConnection(context: CalendarContext, row: ConnectionRow): Promise<OpenConnection> {
  const now = context.clock.now();
  const endsSoon = row.tokenExpiresAt !== null && row.tokenExpiresAt.getTime() - now.getTime() < RENEW_BEFORE_MS;
  const fresh = endsSoon ? await renewedRow(context, row) : row;
  const { oauth, key } = context.calendars[fresh.provider];
  if (fresh.credentials === null && (oauth || key)) throw new CalendarFaultError('grant_expired');
  return {
    id: fresh.id,
    organizationId: fresh.organizationId,
    provider: fresh.provider,
    accountId: fresh.accountId,
    accountLabel: fresh.accountLabel,
    settings: fresh.settings,
    credentials: fresh.credentials === null ? {} : openCredentials(context.encryption, fresh.id, fresh.credentials),
  };
}

/**
 * Renews the tokens, or waits for the process that does. Refresh tokens may work once: only the holder of the row's lease uses
 * it, and the new pair is committed before anybody uses it. No transaction is open while the provider answers.
 */
async function renewedRow(context: CalendarContext, row: ConnectionRow): Promise<ConnectionRow> {
  const giveUpAt = context.clock.now().getTime() + WAIT_FOR_REFRESHER_MS;
  for (;;) {
    const held = await takeLease(context, row);
    if (held) return renew(context, held.row, held.leaseToken);
    const [current] = await context.db.select().from(connections).where(eq(connections.id, row.id));
    if (!current || current.status === 'disconnected') throw notFound('calendar connection');
    if (current.credentials !== row.credentials) return current;
    const now = context.clock.now();
    if (now.getTime() > giveUpAt) throw calendarUnavailable('timeout');
    await context.clock.sleepUntil(new Date(now.getTime() + POLL_INTERVAL_MS));
  }
}

/** Null when somebody else holds the lease, or has renewed the credentials since `row` was read. */
async function takeLease({ db, clock, ids }: CalendarContext, row: ConnectionRow) {
  const now = clock.now();
  const leaseToken = ids.secret(12);
  const [held] = await db
    .update(connections)
    .set({ leaseToken, leaseUntil: new Date(now.getTime() + LEASE_MS) })
    .where(
      and(
        eq(connections.id, row.id),
        ne(connections.status, 'disconnected'),
        row.credentials === null ? isNull(connections.credentials) : eq(connections.credentials, row.credentials),
        or(isNull(connections.leaseUntil), lt(connections.leaseUntil, now)),
      ),
    )
    .returning();
  return held ? { row: held, leaseToken } : null;
}

async function renew(context: CalendarContext, row: ConnectionRow, leaseToken: string): Promise<ConnectionRow> {
  const { db, clock, ids, encryption, calendars } = context;
  const oauth = calendars[row.provider].oauth;
  const mine = and(eq(connections.id, row.id), eq(connections.leaseToken, leaseToken));
  try {
    if (!oauth || row.credentials === null) throw new CalendarFaultError('grant_expired');
    const current = openCredentials(encryption, row.id, row.credentials);
    const tokens = await watchingHealth({ db, ids, now: clock.now() }, row.id, () => oauth.refresh(current));
    const [saved] = await db
      .update(connections)
      .set({
        credentials: sealCredentials(encryption, row.id, { ...current, ...tokens.credentials }),
        tokenExpiresAt: tokens.expiresAt,
        leaseToken: null,
        leaseUntil: null,
        updatedAt: clock.now(),
      })
      .where(mine)
      .returning();
    if (!saved) throw calendarUnavailable('timeout');
    return saved;
  } catch (error) {
    await db.update(connections).set({ leaseToken: null, leaseUntil: null }).where(mine);
    throw error;
  }
}
