import { bigint, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns';

/** The KV store of installations that bring none: a value, or a count, never both. */
export const kvEntries = pgTable(
  'kv_entries',
  {
    key: text().primaryKey(),
    value: jsonb(),
    count: bigint({ mode: 'number' }),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [index('kv_entries_expires').on(t.expiresAt)],
);
