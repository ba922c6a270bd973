import { and, eq, inArray } from 'drizzle-orm';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import type { Database } from '@/lib/db/client';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import { keepEvent } from '@/lib/webhook-inbox/keep-event';
import { MISSING_AFTER_MS } from '@/lib/webhook-inbox/policy';

/** What a provider's list told that was not known here. */
interface Found {
  /** The provider's id of the booking. */
  externalId: string;
  /** When it happened; null where the list does not say. */
  at: Date | null;
  /** As the list said it. */
  said: unknown;
}

/**
 * Counts what was found in a provider's list as never delivered, once its delivery is overdue; one that was delivered
 * and waits to be interpreted is not missing. Call it inside the transaction that takes in what was found.
 */
export async function recordMissedDelivery(
  tx: Database,
  { calendars, ids }: Pick<CalendarContext, 'calendars' | 'ids'>,
  now: Date,
  connection: ConnectionRow,
  { externalId, at, said }: Found,
): Promise<void> {
  if (at !== null && now.getTime() - at.getTime() <= MISSING_AFTER_MS) return;
  const waiting = and(
    eq(webhookEvents.organizationId, connection.organizationId),
    eq(webhookEvents.connectionId, connection.id),
    eq(webhookEvents.subject, externalId),
    inArray(webhookEvents.status, ['received', 'failed', 'dead']),
  );
  if ((await tx.$count(webhookEvents, waiting)) > 0) return;
  await keepEvent(tx, ids, {
    provider: calendars[connection.provider].webhooks?.name ?? connection.provider,
    kind: 'found_by_poll',
    dedupeKey: `${connection.id}:poll:${externalId}:${(at ?? now).getTime()}`,
    organizationId: connection.organizationId,
    connectionId: connection.id,
    subject: externalId,
    payload: {},
    body: JSON.stringify(said),
    occurredAt: at,
    receivedAt: now,
    settledAt: now,
    status: 'missing',
  });
}
