import { sql } from 'drizzle-orm';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { webhookEvents } from '@/lib/db/schema/webhooks';

type Columns = typeof webhookEvents.$inferInsert;

const saidLater = sql`${webhookEvents.status} in ('received', 'failed', 'dead') and excluded.occurred_at > ${webhookEvents.occurredAt}`;

/** A delivery as the inbox keeps it. */
export type NewEvent = Omit<Columns, 'id' | 'deliveries' | 'attempts'>;

interface KeptEvent {
  id: string;
  /** How often it was delivered by now; above 1 it is a repeat. */
  deliveries: number;
  status: Columns['status'];
  /** Of what is kept. */
  occurredAt: Date | null;
}

/**
 * The row of a delivery that is interpreted in the very statement that keeps it: `processed`, at its first attempt. One
 * that was kept before breaks `webhook_events_once`.
 */
export function settledRow(ids: IdSource, event: NewEvent, now: Date): Columns {
  return {
    ...event,
    id: ids.make('webhookEvent'),
    status: 'processed',
    settledAt: now,
    nextAttemptAt: null,
    attempts: 1,
  };
}

/**
 * Keeps a delivery, once: a repeat is only counted, and until the first is interpreted, the one that was said last is
 * what is kept. The only way into the inbox for what is not settled at once.
 */
export async function keepEvent(db: Database, ids: IdSource, event: NewEvent): Promise<KeptEvent> {
  const [row] = await db
    .insert(webhookEvents)
    .values({ ...event, id: ids.make('webhookEvent') })
    .onConflictDoUpdate({
      target: [webhookEvents.provider, webhookEvents.dedupeKey],
      set: {
        deliveries: sql`${webhookEvents.deliveries} + 1`,
        body: sql`case when ${saidLater} then excluded.body else ${webhookEvents.body} end`,
        occurredAt: sql`case when ${saidLater} then excluded.occurred_at else ${webhookEvents.occurredAt} end`,
      },
    })
    .returning({
      id: webhookEvents.id,
      deliveries: webhookEvents.deliveries,
      status: webhookEvents.status,
      occurredAt: webhookEvents.occurredAt,
    });
  if (!row) throw new Error('An inbox row was neither made nor found.');
  return row;
}
