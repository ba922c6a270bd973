import { and, eq, ne, sql } from 'drizzle-orm';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { subscriptionSecret } from '@/lib/calendars/connections/internal/vault';
import { maintainConnection } from '@/lib/calendars/connections/maintain-connections';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import { CALENDAR_CHANGED } from '@/lib/calendars/job-names';
import type { CalendarRegistry, NotificationsFacet, PushNotification } from '@/lib/calendars/provider-module';
import { notFound } from '@/lib/core/errors';
import type { Database } from '@/lib/db/client';
import { type CalendarProviderName, connections } from '@/lib/db/schema/calendars';
import type { JobHandler } from '@/lib/jobs/drain';
import { enqueue } from '@/lib/jobs/enqueue';
import { equalsInConstantTime } from '@/lib/security/digest';
import type { ProviderContext, ProviderResult } from '@/lib/webhook-inbox/provider-context';

/** A notification with the address it was posted to. */
interface CalendarPush extends PushNotification {
  connectionId: string;
  provider: CalendarProviderName;
}

export function notificationsOf(calendars: CalendarRegistry, provider: CalendarProviderName): NotificationsFacet {
  const { webhooks } = calendars[provider];
  if (webhooks?.kind !== 'notifications') throw new Error(`${provider} sends no notifications.`);
  return webhooks;
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

/** Takes a notification: queues a job that reads the changes of its connection. Notifications share a waiting job. */
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

/** Does `CALENDAR_CHANGED`: reads what changed in a calendar, and renews its subscription when due. */
export function readChangedCalendar(calendar: CalendarContext): JobHandler {
  return async (job) => {
    const [row] = await calendar.db
      .select()
      .from(connections)
      .where(and(eq(connections.id, String(job.payload.connectionId)), ne(connections.status, 'disconnected')));
    if (row) await maintainConnection(calendar, row);
  };
}
