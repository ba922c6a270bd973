import { and, eq, inArray, sql } from 'drizzle-orm';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import {
  type BookingSnapshot,
  type ExternalFact,
  emptySnapshot,
  mergeSnapshots,
  snapshotsOf,
} from '@/lib/calendars/inbound/external-state';
import { stableJson } from '@/lib/core/stable-json';
import type { Database } from '@/lib/db/client';
import { externalBookings } from '@/lib/db/schema/external-bookings';

type Snapshots = Map<string, BookingSnapshot>;

/** What is known once facts are merged. */
interface MergedFacts {
  /** By external id: all ids of the booking, linked by its reschedules. */
  snapshots: Snapshots;
  /** Our bookings that any of the ids is linked to. */
  bookingIds: Set<string>;
  /** Whether the facts contained anything new. */
  isNews: boolean;
  /** Reads all snapshots again, e.g. after waiting for a lock. */
  reload(): Promise<Snapshots>;
}

/** Reschedules that are followed; a longer chain is an error of the provider. */
const MAX_IDS = 200;

/** Another transaction stored the same booking first. The code is a serialization failure: the transaction is retried. */
class ConcurrentFactsError extends Error {
  readonly code = '40001';
}

/**
 * Serializes facts of one account that may concern the same booking. A new booking under a single id cannot overlap with
 * others, so those run in parallel. @returns whether this is one of those
 */
async function lockAccount(db: Database, { id }: ConnectionRow, externalIds: readonly string[]): Promise<boolean> {
  const isNew =
    externalIds.length === 1 &&
    (await db.$count(
      externalBookings,
      and(eq(externalBookings.connectionId, id), inArray(externalBookings.externalId, [...externalIds])),
    )) === 0;
  const key = sql`hashtextextended(${`external_bookings:${id}`}, 0)`;
  await db.execute(
    isNew ? sql`select pg_advisory_xact_lock_shared(${key})` : sql`select pg_advisory_xact_lock(${key})`,
  );
  return isNew;
}

/** Merges facts into the stored snapshots of the ids they name. Rows are locked in the order of ids. */
export async function mergeFacts(
  { db, now }: { db: Database; now: Date },
  connection: ConnectionRow,
  facts: readonly ExternalFact[],
): Promise<MergedFacts> {
  const reported: Snapshots = new Map();
  for (const fact of facts)
    for (const [id, snapshot] of snapshotsOf(fact))
      reported.set(id, mergeSnapshots(reported.get(id) ?? emptySnapshot, snapshot));
  const isNew = await lockAccount(db, connection, [...reported.keys()]);
  const inOrder = [...reported].sort(([a], [b]) => (a < b ? -1 : 1));
  const inserted = await insertNew(db, connection, inOrder, now);
  if (isNew && inserted.size === 0) throw new ConcurrentFactsError();
  const snapshots: Snapshots = new Map();
  const bookingIds = new Set<string>();
  let isNews = inserted.size > 0;
  const stored = inOrder.filter(([id]) => !inserted.has(id)).map(([id]) => id);
  for (const row of await lockRows(db, connection, stored)) {
    const before = snapshotOfRow(row);
    const after = mergeSnapshots(before, reported.get(row.externalId) ?? emptySnapshot);
    snapshots.set(row.externalId, after);
    if (row.bookingId) bookingIds.add(row.bookingId);
    if (isSame(before, after)) continue;
    isNews = true;
    await db
      .update(externalBookings)
      .set({ snapshot: after, updatedAt: now })
      .where(and(eq(externalBookings.connectionId, connection.id), eq(externalBookings.externalId, row.externalId)));
  }
  for (const [id, snapshot] of inOrder) if (inserted.has(id)) snapshots.set(id, snapshot);
  await loadLinked(db, connection, snapshots, bookingIds, linkedIds(snapshots));
  const reload = async () => {
    const again: Snapshots = new Map([...reported.keys()].map((id) => [id, emptySnapshot]));
    await loadLinked(db, connection, again, bookingIds, [...again.keys()]);
    return again;
  };
  return { snapshots, bookingIds, isNews, reload };
}

async function insertNew(
  db: Database,
  { id: connectionId, organizationId }: ConnectionRow,
  reported: [string, BookingSnapshot][],
  updatedAt: Date,
): Promise<Set<string>> {
  const inserted = await db
    .insert(externalBookings)
    .values(
      reported.map(([externalId, snapshot]) => ({ connectionId, externalId, organizationId, snapshot, updatedAt })),
    )
    .onConflictDoNothing()
    .returning({ externalId: externalBookings.externalId });
  return new Set(inserted.map(({ externalId }) => externalId));
}

function lockRows(db: Database, { id }: ConnectionRow, externalIds: string[]) {
  if (externalIds.length === 0) return [];
  return db
    .select()
    .from(externalBookings)
    .where(and(eq(externalBookings.connectionId, id), inArray(externalBookings.externalId, externalIds)))
    .orderBy(externalBookings.externalId)
    .for('update');
}

/** Reads the missing ids, then those that they link to, until none is missing. */
async function loadLinked(
  db: Database,
  { id }: ConnectionRow,
  snapshots: Snapshots,
  bookingIds: Set<string>,
  firstMissing: string[],
): Promise<void> {
  for (let missing = firstMissing; missing.length > 0 && snapshots.size < MAX_IDS; missing = linkedIds(snapshots)) {
    const rows = await db
      .select()
      .from(externalBookings)
      .where(and(eq(externalBookings.connectionId, id), inArray(externalBookings.externalId, missing)));
    for (const row of rows) {
      snapshots.set(row.externalId, snapshotOfRow(row));
      if (row.bookingId) bookingIds.add(row.bookingId);
    }
    for (const one of missing) if (!snapshots.has(one)) snapshots.set(one, emptySnapshot);
  }
}

function linkedIds(snapshots: Snapshots): string[] {
  const linked = [...snapshots.values()].flatMap(({ before, after }) => [...before, ...after]);
  return [...new Set(linked)].filter((id) => !snapshots.has(id));
}

function snapshotOfRow(row: typeof externalBookings.$inferSelect): BookingSnapshot {
  return row.snapshot as BookingSnapshot;
}

function isSame(a: BookingSnapshot, b: BookingSnapshot): boolean {
  return stableJson(a) === stableJson(b);
}
