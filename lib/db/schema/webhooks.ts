import { index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { instant } from './columns';

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
    payload: jsonb().$type<Record<string, string>>().notNull(),
    receivedAt: instant('received_at').notNull(),
    status: text().$type<'processed' | 'ignored'>().notNull(),
    deliveries: integer().notNull().default(1),
  },
  (t) => [
    unique('webhook_events_once').on(t.provider, t.dedupeKey),
    index('webhook_events_recent').on(t.provider, t.receivedAt),
  ],
);
