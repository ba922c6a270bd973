import { sql } from 'drizzle-orm';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { webhookEvents } from '@/lib/db/schema/webhooks';

type Columns = typeof webhookEvents.$inferInsert;

const saidLater = sql`${webhookEvents.status} in ('received', 'failed', 'dead') and excluded.occurred_at > ${webhookEvents.occurredAt}`;

/** A delivery as the inbox keeps it. */
export type NewEvent = Omit<Columns, 'id' | 'deliveries' | 'attempts'>;

export interface KeptEvent {
  id: string;
  /** How often it was delivered by now; above 1 it is a repeat. */
  deliveries: number;
  status: Columns['status'];
  /** Of what is kept. */
  occurredAt: Date | null;
}

/**
 * Keeps a delivery, once: a repeat is only counted, and until the first is interpreted, the one that was said last is
 * what is kept. The only way into the inbox.
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
