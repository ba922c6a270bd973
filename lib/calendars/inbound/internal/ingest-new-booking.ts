import { eq, sql } from 'drizzle-orm';
import { hostsAmong } from '@/lib/calendars/connections/hosts-of';
import {
  type BookingSnapshot,
  type ExternalFact,
  type ExternalState,
  emptySnapshot,
  snapshotsOf,
  stateOf,
} from '@/lib/calendars/inbound/external-state';
import type { WebhookReading } from '@/lib/calendars/inbound/webhook-reading';
import { batch } from '@/lib/core/batch';
import { errorName } from '@/lib/core/error-name';
import type { IdSource } from '@/lib/core/ids';
import { anyOf } from '@/lib/db/any-of';
import type { Database } from '@/lib/db/client';
import { externalBookings } from '@/lib/db/schema/external-bookings';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import { rowsOf, writeRows } from '@/lib/db/write-rows';
import type { Logger } from '@/lib/log/logger';
import { type NewEvent, settledRow } from '@/lib/webhook-inbox/keep-event';
import { externalRows } from './create-from-provider';
import type { WebhookAccount } from './webhook-account';

interface NewContext {
  db: Database;
  ids: IdSource;
  logger: Logger;
  now: Date;
}

/** A delivery that has arrived and is not stored yet. */
interface NewDelivery {
  context: NewContext;
  account: WebhookAccount;
  event: NewEvent;
  fact: ExternalFact;
  snapshot: BookingSnapshot;
  state: ExternalState;
}

const MAX_BATCH = 50;

/**
 * Fast path for a delivery that may report a new booking: one statement stores it as settled and creates the booking,
 * together with other deliveries of its account that arrive meanwhile. It reads nothing first and takes no locks: a
 * concurrent report of the same booking hits its unique key, or the delivery's, and nothing is written.
 * @returns false when nothing was stored: the delivery reports something else, is a repeat, or failed
 */
export async function ingestNewBooking(
  context: NewContext,
  account: WebhookAccount,
  reading: WebhookReading,
  event: NewEvent,
): Promise<boolean> {
  const fact = onlyFactOf(reading);
  if (!fact) return false;
  const snapshot = snapshotsOf(fact).get(fact.externalId) ?? emptySnapshot;
  const state = stateOf(new Map([[fact.externalId, snapshot]]));
  if (!state?.hasBeenLive) return false;
  const handleBatch = batchers.get(context.db) ?? batch(ingestBatch, MAX_BATCH);
  batchers.set(context.db, handleBatch);
  return handleBatch(account.id, { context, account, event, fact, snapshot, state });
}

const batchers = new WeakMap<Database, (accountId: string, delivery: NewDelivery) => Promise<boolean>>();

/** The fact of a delivery that reports nothing but a new booking under one id; otherwise null. */
function onlyFactOf({ ignored, facts, attendance }: WebhookReading): ExternalFact | null {
  const [fact, ...others] = facts;
  if (!fact || others.length > 0 || attendance.length > 0 || ignored !== null) return null;
  const { life, movedFrom, movedTo, ourId } = fact;
  const isStarted = life === 'requested' || life === 'accepted';
  return isStarted && movedFrom === undefined && movedTo === undefined && ourId === undefined ? fact : null;
}

async function ingestBatch(_accountId: string, deliveries: NewDelivery[]): Promise<boolean[]> {
  try {
    const ingested = await ingest(deliveries);
    return deliveries.map((one) => ingested.has(one));
  } catch (error) {
    const [one, ...others] = deliveries;
    // One of them failed: try each on its own.
    if (others.length > 0)
      return Promise.all(deliveries.map(async (each) => (await ingestBatch('', [each]))[0] ?? false));
    one?.context.logger.info('delivery left to the slow path', {
      error: errorName(error),
    });
    return [false];
  }
}

/** @returns those that were ingested */
async function ingest(deliveries: readonly NewDelivery[]): Promise<Set<NewDelivery>> {
  const last = deliveries.at(-1);
  if (!last) return new Set();
  const { account, context } = last;
  const first = new Map<string, NewDelivery>();
  for (const one of deliveries) if (!first.has(one.fact.externalId)) first.set(one.fact.externalId, one);
  // Rows are written in the order of ids, as everywhere, to avoid deadlocks.
  const fresh = [...first.values()].sort((a, b) => (a.fact.externalId < b.fact.externalId ? -1 : 1));
  const existing = await writeAllNew(context, account, fresh);
  return existing.size === 0 ? new Set(fresh) : ingest(deliveries.filter(({ fact }) => !existing.has(fact.externalId)));
}

/** Writes all of them, or none if any booking exists already. @returns the ids of those that do */
async function writeAllNew(
  { db, ids, now }: NewContext,
  account: WebhookAccount,
  deliveries: readonly NewDelivery[],
): Promise<Set<string>> {
  const { id: connectionId, organizationId, provider } = account;
  const made = deliveries.map((one) => ({
    ...one,
    id: ids.make('booking'),
    hosts: hostsAmong(account.hosts, account, one.state),
  }));
  const writer = { ids, now, actor: { kind: 'provider', name: provider } as const };
  const bookings = made.map(({ id, fact: { externalId }, snapshot }) => {
    return { connectionId, externalId, organizationId, bookingId: id, snapshot, updatedAt: now };
  });
  const events = made.map(({ event, context }) => settledRow(ids, event, context.now));
  const { externalId } = externalBookings;
  const isReported = anyOf(
    externalId,
    made.map(({ fact }) => fact.externalId),
  );
  const found = await writeRows<{ external_id: string }>(
    db,
    [rowsOf(externalBookings, bookings), ...externalRows(writer, account, made), rowsOf(webhookEvents, events)],
    sql`select ${externalId} from ${externalBookings} where ${eq(externalBookings.connectionId, connectionId)} and ${isReported}`,
  );
  return new Set(found.map(({ external_id }) => external_id));
}
