import { inArray, lt, type SQL, sql } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { Database } from '@/lib/db/client';
import { oauthStates, spentSlotTokens } from '@/lib/db/schema/calendars';
import { jobs } from '@/lib/db/schema/jobs';
import { leadImports } from '@/lib/db/schema/lead-imports';
import { cronRuns, idempotencyKeys, invites, sessions } from '@/lib/db/schema/orgs';
import { auditLog, webhookMessages } from '@/lib/db/schema/outgoing';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import { sweepExpiredEntries } from '@/lib/kv/postgres';
import { DAY_MS, HOUR_MS } from '@/lib/time/units';

const BATCH = 1_000;
/** Rows of one kind that one run deletes at most; what is left goes with the next. */
const MAX_ROWS = 50_000;

interface Kind {
  name: string;
  table: PgTable;
  key: PgColumn;
  over: (now: Date) => SQL;
}

const before = (column: PgColumn, now: Date, ageMs: number) => lt(column, new Date(now.getTime() - ageMs));

const kinds: Kind[] = [
  {
    name: 'idempotency_keys',
    table: idempotencyKeys,
    key: idempotencyKeys.id,
    over: (now) => before(idempotencyKeys.createdAt, now, 24 * HOUR_MS),
  },
  {
    name: 'sessions',
    table: sessions,
    key: sessions.id,
    over: (now) => before(sessions.expiresAt, now, 0),
  },
  {
    // Kept a while, so that a person who comes late is told that the link has expired, and not that there is none.
    name: 'invites',
    table: invites,
    key: invites.id,
    over: (now) => before(invites.expiresAt, now, 30 * DAY_MS),
  },
  {
    name: 'cron_runs',
    table: cronRuns,
    key: cronRuns.id,
    over: (now) => before(cronRuns.startedAt, now, 30 * DAY_MS),
  },
  {
    name: 'jobs',
    table: jobs,
    key: jobs.id,
    over: (now) => before(jobs.finishedAt, now, 30 * DAY_MS),
  },
  {
    // A token lives minutes; its spending is kept for longer than any clock is wrong.
    name: 'spent_slot_tokens',
    table: spentSlotTokens,
    key: spentSlotTokens.tokenId,
    over: (now) => before(spentSlotTokens.spentAt, now, DAY_MS),
  },
  {
    name: 'oauth_states',
    table: oauthStates,
    key: oauthStates.stateHash,
    over: (now) => before(oauthStates.expiresAt, now, DAY_MS),
  },
  {
    // Files of leads that nobody went on with; their lines go with them.
    name: 'lead_imports',
    table: leadImports,
    key: leadImports.id,
    over: (now) =>
      sql`${inArray(leadImports.status, ['receiving', 'uploaded', 'stopped'])} and ${before(leadImports.updatedAt, now, 7 * DAY_MS)}`,
  },
  {
    // Long after any provider has stopped repeating itself.
    name: 'webhook_events',
    table: webhookEvents,
    key: webhookEvents.id,
    over: (now) => before(webhookEvents.receivedAt, now, 90 * DAY_MS),
  },
  {
    // With their deliveries and attempts; longer than anything is retried, and than a replay reaches back.
    name: 'webhook_messages',
    table: webhookMessages,
    key: webhookMessages.id,
    over: (now) => before(webhookMessages.createdAt, now, 90 * DAY_MS),
  },
  {
    name: 'audit_log',
    table: auditLog,
    key: auditLog.id,
    over: (now) => before(auditLog.at, now, 730 * DAY_MS),
  },
];

/**
 * Deletes what nobody needs any more, in batches: short transactions, rows in use left alone. Safe beside itself.
 * @returns rows deleted, by table
 */
export async function purgeExpired(db: Database, now: Date): Promise<Record<string, number>> {
  const counts: Record<string, number> = {
    kv_entries: await inBatches((atMost) => sweepExpiredEntries(db, now, atMost)),
  };
  for (const kind of kinds) counts[kind.name] = await inBatches((atMost) => purge(db, kind, now, atMost));
  return counts;
}

async function inBatches(sweep: (atMost: number) => Promise<number>): Promise<number> {
  let total = 0;
  while (total < MAX_ROWS) {
    const gone = await sweep(BATCH);
    total += gone;
    if (gone < BATCH) break;
  }
  return total;
}

async function purge(db: Database, { table, key, over }: Kind, now: Date, atMost: number): Promise<number> {
  const doomed = db.select({ key }).from(table).where(over(now)).limit(atMost).for('update', { skipLocked: true });
  const result = await db.delete(table).where(inArray(key, doomed));
  return result.rowCount ?? 0;
}
