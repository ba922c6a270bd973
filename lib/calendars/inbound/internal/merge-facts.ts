import { and, eq, inArray, sql } from 'drizzle-orm';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import {
  type ExternalFact,
  type Known,
  knowledgeOf,
  mergeKnown,
  nothingKnown,
} from '@/lib/calendars/inbound/external-state';
import { stableJson } from '@/lib/core/stable-json';
import type { Database } from '@/lib/db/client';
import { externalBookings } from '@/lib/db/schema/external-bookings';

/** What is known after some facts were added. */
export interface MergedFacts {
  /** All ids of the booking, linked by its moves. */
  ids: Map<string, Known>;
  /** Bookings of ours that any of them stands for. */
  bookingIds: Set<string>;
  /** Whether the facts told anything that was not known. */
  news: boolean;
  /** Reads all of it anew, e.g. after a lock was waited for. */
  again(): Promise<Map<string, Known>>;
}

/** Moves of one booking that are followed; more come from a provider gone mad. */
const MAX_IDS = 200;

/** Somebody told of the same booking at the same moment: everything is done again, behind them. */
class ToldMeanwhile extends Error {
  readonly code = '40001';
}

/**
 * Facts of one account that may touch the same booking are taken in one after the other. Bookings heard of for the first
 * time, under one id alone, have nothing in common with others: they go side by side.
 * @returns whether this is one of those
 */
async function queue(db: Database, { id }: ConnectionRow, externalIds: readonly string[]): Promise<boolean> {
  const isAlone =
    externalIds.length === 1 &&
    (await db.$count(
      externalBookings,
      and(eq(externalBookings.connectionId, id), inArray(externalBookings.externalId, [...externalIds])),
    )) === 0;
  const key = sql`hashtextextended(${`external_bookings:${id}`}, 0)`;
  await db.execute(
    isAlone ? sql`select pg_advisory_xact_lock_shared(${key})` : sql`select pg_advisory_xact_lock(${key})`,
  );
  return isAlone;
}

/** Adds facts to what is kept of the ids that they name, each row locked and merged. Rows are locked in the order of ids. */
export async function mergeFacts(
  { db, now }: { db: Database; now: Date },
  connection: ConnectionRow,
  facts: readonly ExternalFact[],
): Promise<MergedFacts> {
  const told = new Map<string, Known>();
  for (const fact of facts)
    for (const [id, known] of knowledgeOf(fact)) told.set(id, mergeKnown(told.get(id) ?? nothingKnown, known));
  const wanted = [...told].sort(([a], [b]) => (a < b ? -1 : 1));
  const isAlone = await queue(db, connection, [...told.keys()]);
  const inserted = await db
    .insert(externalBookings)
    .values(
      wanted.map(([externalId, known]) => ({
        connectionId: connection.id,
        externalId,
        organizationId: connection.organizationId,
        known,
        updatedAt: now,
      })),
    )
    .onConflictDoNothing()
    .returning({ externalId: externalBookings.externalId });
  const fresh = new Set(inserted.map(({ externalId }) => externalId));
  const ids = new Map<string, Known>();
  const bookingIds = new Set<string>();
  if (isAlone && fresh.size === 0) throw new ToldMeanwhile();
  let news = fresh.size > 0;
  const old = wanted.filter(([id]) => !fresh.has(id)).map(([id]) => id);
  if (old.length > 0) {
    const rows = await db
      .select()
      .from(externalBookings)
      .where(and(eq(externalBookings.connectionId, connection.id), inArray(externalBookings.externalId, old)))
      .orderBy(externalBookings.externalId)
      .for('update');
    for (const row of rows) {
      const before = knownOf(row);
      const after = mergeKnown(before, told.get(row.externalId) ?? nothingKnown);
      ids.set(row.externalId, after);
      if (row.bookingId) bookingIds.add(row.bookingId);
      if (same(before, after)) continue;
      news = true;
      await db
        .update(externalBookings)
        .set({ known: after, updatedAt: now })
        .where(and(eq(externalBookings.connectionId, connection.id), eq(externalBookings.externalId, row.externalId)));
    }
  }
  for (const [id, known] of wanted) if (fresh.has(id)) ids.set(id, known);
  await follow(db, connection, ids, bookingIds);
  const again = async () => {
    const anew = new Map<string, Known>([...told.keys()].map((id) => [id, nothingKnown]));
    await follow(db, connection, anew, bookingIds, true);
    return anew;
  };
  return { ids, bookingIds, news, again };
}

/** Reads the ids before and after those at hand, until there are no more. */
async function follow(
  db: Database,
  { id }: ConnectionRow,
  ids: Map<string, Known>,
  bookingIds: Set<string>,
  fromScratch = false,
): Promise<void> {
  let missing = fromScratch ? [...ids.keys()] : linked(ids);
  while (missing.length > 0 && ids.size < MAX_IDS) {
    const rows = await db
      .select()
      .from(externalBookings)
      .where(and(eq(externalBookings.connectionId, id), inArray(externalBookings.externalId, missing)));
    for (const row of rows) {
      ids.set(row.externalId, knownOf(row));
      if (row.bookingId) bookingIds.add(row.bookingId);
    }
    for (const one of missing) if (!ids.has(one)) ids.set(one, nothingKnown);
    missing = linked(ids);
  }
}

function linked(ids: Map<string, Known>): string[] {
  const near = [...ids.values()].flatMap(({ before, after }) => [...before, ...after]);
  return [...new Set(near)].filter((id) => !ids.has(id));
}

function knownOf(row: typeof externalBookings.$inferSelect): Known {
  return row.known as Known;
}

function same(a: Known, b: Known): boolean {
  return stableJson(a) === stableJson(b);
}
