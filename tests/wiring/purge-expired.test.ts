import { inArray } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemIds } from '@/lib/core/ids';
import { oauthStates, spentSlotTokens } from '@/lib/db/schema/calendars';
import { jobs } from '@/lib/db/schema/jobs';
import { kvEntries } from '@/lib/db/schema/kv';
import { leadImportChunks, leadImports } from '@/lib/db/schema/lead-imports';
import { cronRuns, idempotencyKeys, invites, organizations, sessions, users } from '@/lib/db/schema/orgs';
import { auditLog, webhookMessages } from '@/lib/db/schema/outgoing';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import { purgeExpired } from '@/lib/wiring/purge-expired';
import { type TestDatabase, testDatabase } from '@/tests/support/database';

let database: TestDatabase;
const org = systemIds.make('organization');
const user = systemIds.make('user');
const now = new Date();
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

beforeAll(async () => {
  database = await testDatabase();
  await database.db.insert(organizations).values({ id: org, slug: 'acme', name: 'Acme' });
  await database.db.insert(users).values({ id: user, email: 'a@acme.test', name: 'A', passwordHash: '-' });
});
afterAll(() => database.close());

/** A file of leads with one line, last touched at `at`. */
async function leadImport(status: 'receiving' | 'uploaded' | 'running' | 'done', at: Date): Promise<string> {
  const id = systemIds.make('leadImport');
  await database.db.insert(leadImports).values({
    id,
    organizationId: org,
    fileName: 'leads.csv',
    encoding: 'utf-8',
    delimiter: ',',
    columns: ['email'],
    mapping: {},
    timezone: 'UTC',
    dayOrder: 'day_first',
    status,
    createdAt: ago(30 * 24),
    updatedAt: at,
  });
  await database.db.insert(leadImportChunks).values({ importId: id, firstLine: 2, rows: [['a@lead.example']] });
  return id;
}

/** One row of every kind with this age: how long ago it was made, or, for what expires, expired. */
async function rowsOfAge(hours: number): Promise<void> {
  const { db } = database;
  const at = ago(hours);
  const day = 24;
  await db.insert(kvEntries).values({ key: systemIds.secret(8), value: 1, expiresAt: at });
  await db.insert(idempotencyKeys).values({
    id: systemIds.make('request'),
    organizationId: org,
    route: '/api/bookings',
    key: systemIds.secret(8),
    requestHash: '-',
    createdAt: at,
    lockedUntil: at,
  });
  await db.insert(sessions).values({
    id: systemIds.make('session'),
    userId: user,
    organizationId: org,
    createdAt: ago(hours + day),
    expiresAt: at,
  });
  await db.insert(invites).values({
    id: systemIds.make('invite'),
    organizationId: org,
    email: 'b@acme.test',
    role: 'viewer',
    tokenHash: systemIds.secret(8),
    invitedBy: user,
    createdAt: ago(hours + day),
    expiresAt: at,
  });
  await db.insert(cronRuns).values({ id: systemIds.make('cronRun'), name: 'retention', requestId: '-', startedAt: at });
  await db.insert(jobs).values({
    id: systemIds.make('job'),
    name: 'booking-changed',
    key: systemIds.secret(8),
    payload: {},
    status: 'done',
    runAt: at,
    createdAt: at,
    finishedAt: at,
  });
  await db
    .insert(spentSlotTokens)
    .values({ tokenId: systemIds.secret(12), organizationId: org, bookingId: '-', spentAt: at });
  await db.insert(oauthStates).values({
    stateHash: systemIds.secret(8),
    provider: 'google',
    organizationId: org,
    userId: user,
    codeVerifier: '-',
    createdAt: at,
    expiresAt: at,
  });
  await db.insert(webhookMessages).values({
    id: systemIds.make('webhookMessage'),
    organizationId: org,
    eventType: 'booking.created',
    sourceKey: systemIds.secret(8),
    body: '{}',
    occurredAt: at,
    createdAt: at,
  });
  await leadImport('uploaded', at);
  await db.insert(auditLog).values({
    id: systemIds.make('auditEntry'),
    organizationId: org,
    at,
    actor: { kind: 'cron', name: 'deliveries' },
    action: 'webhook_endpoint.disabled',
  });
  await db.insert(webhookEvents).values({
    id: systemIds.make('request'),
    provider: 'signalwire',
    kind: 'status',
    dedupeKey: systemIds.secret(8),
    payload: {},
    receivedAt: at,
    status: 'processed',
  });
}

it('deletes what is over, keeps what is not, and has nothing left to do the second time', async () => {
  for (const hours of [-1, 23, 25, 29 * 24, 31 * 24, 91 * 24, 731 * 24]) await rowsOfAge(hours);
  expect(await purgeExpired(database.db, now)).toEqual({
    kv_entries: 6,
    idempotency_keys: 5,
    sessions: 6,
    invites: 3,
    cron_runs: 3,
    jobs: 3,
    spent_slot_tokens: 5,
    oauth_states: 5,
    lead_imports: 4,
    webhook_events: 2,
    webhook_messages: 2,
    audit_log: 1,
  });
  const again = await purgeExpired(database.db, now);
  expect(Object.values(again).every((count) => count === 0)).toBe(true);
});

it('removes files of leads that nobody went on with, and their lines; those that were started stay', async () => {
  const gone = [await leadImport('receiving', ago(8 * 24)), await leadImport('uploaded', ago(8 * 24))];
  const kept = [
    await leadImport('receiving', ago(1)),
    await leadImport('uploaded', ago(6 * 24)),
    await leadImport('running', ago(8 * 24)),
    await leadImport('done', ago(8 * 24)),
  ];
  expect(await purgeExpired(database.db, now)).toMatchObject({ lead_imports: 2 });
  const ofThese = inArray(leadImportChunks.importId, [...gone, ...kept]);
  const left = await database.db.select({ id: leadImportChunks.importId }).from(leadImportChunks).where(ofThese);
  expect(left.map(({ id }) => id).sort()).toEqual([...kept].sort());
  expect(await database.db.$count(leadImports, inArray(leadImports.id, gone))).toBe(0);
});

it('two runs side by side delete every row once', async () => {
  const rows = Array.from({ length: 2_500 }, () => ({
    id: systemIds.make('cronRun'),
    name: 'scheduled-calls',
    requestId: '-',
    startedAt: ago(31 * 24),
  }));
  await database.db.insert(cronRuns).values(rows);
  const runs = await Promise.all([purgeExpired(database.db, now), purgeExpired(database.db, now)]);
  const left = await purgeExpired(database.db, now);
  expect([...runs, left].reduce((sum, counts) => sum + (counts.cron_runs ?? 0), 0)).toBe(2_500);
});
