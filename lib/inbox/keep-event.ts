import { sql } from 'drizzle-orm';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import { webhookEvents } from '@/lib/db/schema/webhooks';

type Columns = typeof webhookEvents.$inferInsert;

/** A delivery as the inbox keeps it. */
export type NewEvent = Omit<Columns, 'id' | 'deliveries' | 'attempts'>;

export interface KeptEvent {
  id: string;
  /** How often it was delivered by now; above 1 it is a repeat. */
  deliveries: number;
  status: Columns['status'];
}

/** Keeps a delivery, once: a repeat is only counted. The only way into the inbox. */
export async function keepEvent(db: Database, ids: IdSource, event: NewEvent): Promise<KeptEvent> {
  const [row] = await db
    .insert(webhookEvents)
    .values({ ...event, id: ids.make('webhookEvent') })
    .onConflictDoUpdate({
      target: [webhookEvents.provider, webhookEvents.dedupeKey],
      set: { deliveries: sql`${webhookEvents.deliveries} + 1` },
    })
    .returning({ id: webhookEvents.id, deliveries: webhookEvents.deliveries, status: webhookEvents.status });
  if (!row) throw new Error('An inbox row was neither made nor found.');
  return row;
}
