import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { instant } from './columns';

/**
 * What became of a delivery. `received`: kept, not interpreted yet; `failed`: to be tried again at `nextAttemptAt`;
 * `dead`: given up until a person replays it; `missing`: never delivered, found by reading the provider's list.
 */
export type WebhookEventStatus =
  | 'received'
  | 'processed'
  | 'already_synced'
  | 'ignored'
  | 'failed'
  | 'dead'
  | 'missing';

/** The inbox: every verified delivery of a provider, once. */
export const webhookEvents = pgTable(
  'webhook_events',
  {
    id: text().primaryKey(),
    provider: text().notNull(),
    kind: text().notNull(),
    /** Two deliveries of one event share it. */
    dedupeKey: text('dedupe_key').notNull(),
    organizationId: text('organization_id'),
    connectionId: text('connection_id'),
    /** The booking at the provider that it is about. */
    subject: text(),
    payload: jsonb().$type<Record<string, string>>().notNull(),
    /** Byte for byte as it arrived; null for those that are interpreted in the transaction that keeps them. */
    body: text(),
    headers: jsonb().$type<Record<string, string>>(),
    /** When it happened by the provider's word, where it says so. */
    occurredAt: instant('occurred_at'),
    receivedAt: instant('received_at').notNull(),
    settledAt: instant('settled_at'),
    status: text().$type<WebhookEventStatus>().notNull(),
    /** Why it came to its status, as a code. */
    why: text(),
    error: text(),
    attempts: integer().notNull().default(0),
    nextAttemptAt: instant('next_attempt_at'),
    deliveries: integer().notNull().default(1),
  },
  (t) => [
    unique('webhook_events_once').on(t.provider, t.dedupeKey),
    index('webhook_events_recent').on(t.provider, t.receivedAt),
    index('webhook_events_of').on(t.organizationId, t.receivedAt, t.id),
    index('webhook_events_due').on(t.nextAttemptAt).where(sql`status in ('received', 'failed')`),
  ],
);
