import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant } from './columns';

/** Work that must happen once its cause is committed: claimed with a lease, repeated with growing pauses. */
export const jobs = pgTable(
  'jobs',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    /** At most one waiting job per name and key: a second request for the same work joins the first. */
    key: text().notNull(),
    organizationId: text('organization_id'),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    status: text().$type<'waiting' | 'running' | 'done' | 'dead'>().notNull().default('waiting'),
    runAt: instant('run_at').notNull(),
    attempts: integer().notNull().default(0),
    leaseUntil: instant('lease_until'),
    lastError: text('last_error'),
    createdAt: instant('created_at').notNull(),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    uniqueIndex('jobs_waiting_once').on(t.name, t.key).where(sql`status = 'waiting'`),
    index('jobs_due').on(t.runAt).where(sql`status in ('waiting', 'running')`),
    index('jobs_finished').on(t.finishedAt).where(sql`finished_at is not null`),
  ],
);
