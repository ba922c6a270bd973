import { and, eq, ne, sql } from 'drizzle-orm';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { maintainConnection, subscriptionSecret } from '@/lib/calendars/connections/maintain-connections';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import { notFound } from '@/lib/core/errors';
import type { Database } from '@/lib/db/client';
import { type CalendarProviderName, connections } from '@/lib/db/schema/calendars';
import type { JobHandler } from '@/lib/jobs/drain';
import { enqueue } from '@/lib/jobs/enqueue';
import { equalsInConstantTime } from '@/lib/security/digest';
import type { ProviderContext, ProviderResult } from '@/lib/webhook-inbox/provider-context';

/** Job: a provider says that something changed in a calendar; the key is the connection's id. */
export const CALENDAR_CHANGED = 'calendar-changed';

/** What a notification of a provider says: never what changed, only that something did. */
export interface CalendarPush {
  connectionId: string;
  provider: CalendarProviderName;
  /** Everything in it that only the provider can know; all of it has to be right. */
  secrets: readonly string[];
  /** False: the provider only says hello. */
  isNews: boolean;
  /** The provider ends the subscription, or will soon. */
  subscriptionEnds: boolean;
}

/** Whether a notification carries the secret of its connection's subscription. @throws AppError `not_found` */
export async function isPushOf(
  { db, encryption }: Pick<CalendarContext, 'db' | 'encryption'>,
  { connectionId, provider, secrets }: Pick<CalendarPush, 'connectionId' | 'provider' | 'secrets'>,
): Promise<boolean> {
  const wanted = subscriptionSecret({ encryption }, await connectionOf(db, connectionId, provider));
  if (!wanted || secrets.length === 0) return false;
  return secrets.every((secret) => equalsInConstantTime(secret, wanted));
}

/** The live connection that a notification's address names. @throws AppError `not_found` */
export async function connectionOf(db: Database, id: string, provider: CalendarProviderName): Promise<ConnectionRow> {
  const [row] = await db
    .select()
    .from(connections)
    .where(and(eq(connections.id, id), eq(connections.provider, provider), ne(connections.status, 'disconnected')));
  if (!row) throw notFound('calendar connection');
  return row;
}

/** Takes a notification: has the changes of that one connection read. Any number of them join while the job waits. */
export async function receivePush(
  { db, ids, now }: ProviderContext,
  { connectionId, provider, isNews, subscriptionEnds }: CalendarPush,
): Promise<ProviderResult> {
  const { organizationId } = await connectionOf(db, connectionId, provider);
  if (!isNews) return { status: 'ignored', organizationId };
  if (subscriptionEnds)
    await db
      .update(connections)
      .set({ subscription: sql`jsonb_set(${connections.subscription}, '{state}', '"disabled"')` })
      .where(eq(connections.id, connectionId));
  await enqueue(
    db,
    { ids, now },
    { name: CALENDAR_CHANGED, key: connectionId, organizationId, payload: { connectionId }, runAt: now },
  );
  return { status: 'processed', organizationId };
}

/** Reads what changed in a calendar, and mends its subscription where that is due. */
export function readChangedCalendar(calendar: CalendarContext): JobHandler {
  return async (job) => {
    const [row] = await calendar.db
      .select()
      .from(connections)
      .where(and(eq(connections.id, String(job.payload.connectionId)), ne(connections.status, 'disconnected')));
    if (row) await maintainConnection(calendar, row);
  };
}
