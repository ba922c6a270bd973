import { and, desc, eq, gt, gte, inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { ListWebhookEventsQuery, WebhookDay, WebhookEvent } from '@/lib/contracts/webhook-events';
import { notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { cutPage, readTimeCursor, writeTimeCursor } from '@/lib/db/cursor';
import { externalBookings } from '@/lib/db/schema/external-bookings';
import { organizations } from '@/lib/db/schema/orgs';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import type { InboxRow } from './interpreter';
import { LATE_AFTER_MS } from './policy';

type Reader = Pick<CommandContext, 'db' | 'org'>;

const isLate = sql<boolean>`(${webhookEvents.status} <> 'missing' and ${webhookEvents.occurredAt} is not null
  and ${webhookEvents.receivedAt} - ${webhookEvents.occurredAt} > ${`${LATE_AFTER_MS} milliseconds`}::interval)`;

/** One page of what was received for an organization, newest first. @throws AppError `invalid_cursor` */
export async function listWebhookEvents(
  ctx: Reader,
  query: ListWebhookEventsQuery,
): Promise<{ events: WebhookEvent[]; nextCursor: string | null }> {
  const rows = await select(ctx)
    .where(and(eq(webhookEvents.organizationId, ctx.org), ...filters(query)))
    .orderBy(desc(webhookEvents.receivedAt), desc(webhookEvents.id))
    .limit(query.limit + 1);
  const { page, last } = cutPage(rows, query.limit);
  return {
    events: page.map(toWire),
    nextCursor: last ? writeTimeCursor(last.event.receivedAt, last.event.id) : null,
  };
}

/** One delivery with its body. @throws AppError `not_found` */
export async function requireWebhookEvent(ctx: Reader, id: string) {
  const [row] = await select(ctx).where(and(eq(webhookEvents.organizationId, ctx.org), eq(webhookEvents.id, id)));
  if (!row) throw notFound('webhook event');
  const { body, payload, headers } = row.event;
  return { ...toWire(row), body, payload, headers };
}

/** Counts by provider and local day, for a number of whole days up to today, the newest first. */
export async function webhookDays(ctx: Reader, now: Date, count: number): Promise<WebhookDay[]> {
  const [organization] = await ctx.db
    .select({ timeZone: organizations.timeZone })
    .from(organizations)
    .where(eq(organizations.id, ctx.org));
  const timeZone = organization?.timeZone ?? 'UTC';
  const today = sql`date_trunc('day', ${now.toISOString()}::timestamptz at time zone ${timeZone})`;
  const since = sql`(${today} - make_interval(days => ${count - 1})) at time zone ${timeZone}`;
  const day = sql<string>`to_char(${webhookEvents.receivedAt} at time zone ${timeZone}, 'YYYY-MM-DD')`;
  const counted = (condition: SQL) => sql<number>`(count(*) filter (where ${condition}))::int`;
  const isDelivered = sql`${webhookEvents.status} <> 'missing'`;
  return ctx.db
    .select({
      provider: webhookEvents.provider,
      day: day.as('day'),
      received: counted(isDelivered),
      processed: counted(sql`${webhookEvents.status} in ('processed', 'already_synced')`),
      ignored: counted(sql`${webhookEvents.status} = 'ignored'`),
      late: counted(isLate),
      duplicate: sql<number>`coalesce(sum(${webhookEvents.deliveries} - 1) filter (where ${isDelivered}), 0)::int`,
      missing: counted(sql`${webhookEvents.status} = 'missing'`),
      failed: counted(sql`${webhookEvents.status} in ('failed', 'dead')`),
    })
    .from(webhookEvents)
    .where(and(eq(webhookEvents.organizationId, ctx.org), gte(webhookEvents.receivedAt, since)))
    .groupBy(webhookEvents.provider, sql`day`)
    .orderBy(sql`day desc`, webhookEvents.provider);
}

function select({ db }: Reader) {
  return db
    .select({ event: webhookEvents, late: isLate, bookingId: externalBookings.bookingId })
    .from(webhookEvents)
    .leftJoin(
      externalBookings,
      and(
        eq(externalBookings.connectionId, webhookEvents.connectionId),
        eq(externalBookings.externalId, webhookEvents.subject),
      ),
    );
}

function filters({ status, provider, view, from, to, cursor }: ListWebhookEventsQuery): (SQL | undefined)[] {
  return [
    status && inArray(webhookEvents.status, status),
    provider && inArray(webhookEvents.provider, provider),
    view === 'late' ? isLate : undefined,
    view === 'duplicate' ? gt(webhookEvents.deliveries, 1) : undefined,
    from === undefined ? undefined : gte(webhookEvents.receivedAt, new Date(from)),
    to === undefined ? undefined : lt(webhookEvents.receivedAt, new Date(to)),
    cursor === undefined ? undefined : afterCursor(cursor),
  ];
}

function afterCursor(cursor: string): SQL {
  const { at, id } = readTimeCursor(cursor);
  return sql`(${webhookEvents.receivedAt}, ${webhookEvents.id}) < (${at}::timestamptz, ${id}::text)`;
}

function toWire({
  event,
  late,
  bookingId,
}: {
  event: InboxRow;
  late: boolean;
  bookingId: string | null;
}): WebhookEvent {
  return {
    id: event.id,
    provider: event.provider,
    kind: event.kind,
    status: event.status,
    why: event.why,
    error: event.error,
    attempts: event.attempts,
    next_attempt_at: event.nextAttemptAt?.toISOString() ?? null,
    deliveries: event.deliveries,
    late,
    occurred_at: event.occurredAt?.toISOString() ?? null,
    received_at: event.receivedAt.toISOString(),
    settled_at: event.settledAt?.toISOString() ?? null,
    subject: event.subject,
    connection_id: event.connectionId,
    booking_id: bookingId,
  };
}
