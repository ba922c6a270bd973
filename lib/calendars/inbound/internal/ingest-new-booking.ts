import { eq, sql } from 'drizzle-orm';
import { hostsAmong } from '@/lib/calendars/connections/hosts-of';
import {
  type ExternalFact,
  type ExternalState,
  type Known,
  knowledgeOf,
  nothingKnown,
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

/** A delivery that was just posted, not kept yet. */
interface Posted {
  context: NewContext;
  account: WebhookAccount;
  event: NewEvent;
  fact: ExternalFact;
  known: Known;
  state: ExternalState;
}

/** A burst of one account is taken in by parts of so many. */
const MOST = 50;

/**
 * Takes in a delivery that may tell of a booking nobody has heard of: kept as settled and made a booking of in one
 * statement, both or none, together with others of its account that arrive meanwhile. Nothing is looked at first that
 * would have to be locked: whoever is told of the same booking at the same moment runs into its key, or into the
 * delivery's, and nothing has happened.
 * @returns false when nothing was kept: it tells of anything else, it is a repeat, or it failed; then `keepEvent` and
 * `interpretEvent` are its way
 */
export async function ingestNewBooking(
  context: NewContext,
  account: WebhookAccount,
  reading: WebhookReading,
  event: NewEvent,
): Promise<boolean> {
  const fact = onlyFactOf(reading);
  if (!fact) return false;
  const known = knowledgeOf(fact).get(fact.externalId) ?? nothingKnown;
  const state = stateOf(new Map([[fact.externalId, known]]));
  if (!state?.born) return false;
  const handleBatch = takers.get(context.db) ?? batch(takeTogether, MOST);
  takers.set(context.db, handleBatch);
  return handleBatch(account.id, { context, account, event, fact, known, state });
}

const takers = new WeakMap<Database, (accountId: string, posted: Posted) => Promise<boolean>>();

/** What a delivery says, when that is all there is to know of a booking: that it was made, under one id. */
function onlyFactOf({ ignored, facts, attendance }: WebhookReading): ExternalFact | null {
  const [fact, ...others] = facts;
  if (!fact || others.length > 0 || attendance.length > 0 || ignored !== null) return null;
  const { life, movedFrom, movedTo, ourId } = fact;
  const isBegun = life === 'requested' || life === 'accepted';
  return isBegun && movedFrom === undefined && movedTo === undefined && ourId === undefined ? fact : null;
}

async function takeTogether(_accountId: string, posted: Posted[]): Promise<boolean[]> {
  try {
    const taken = await take(posted);
    return posted.map((one) => taken.has(one));
  } catch (error) {
    const [one, ...others] = posted;
    // Whichever of them it was, the others need not suffer.
    if (others.length > 0) return Promise.all(posted.map(async (each) => (await takeTogether('', [each]))[0] ?? false));
    one?.context.logger.info('delivery not taken in at once', {
      error: errorName(error),
    });
    return [false];
  }
}

/** @returns those that were taken in */
async function take(posted: readonly Posted[]): Promise<Set<Posted>> {
  const last = posted.at(-1);
  if (!last) return new Set();
  const { account, context } = last;
  const first = new Map<string, Posted>();
  for (const one of posted) if (!first.has(one.fact.externalId)) first.set(one.fact.externalId, one);
  // Rows go in by the order of ids, as everywhere, so that two that wait for each other are none.
  const fresh = [...first.values()].sort((a, b) => (a.fact.externalId < b.fact.externalId ? -1 : 1));
  const known = await writeUnknown(context, account, fresh);
  return known.size === 0 ? new Set(fresh) : take(posted.filter(({ fact }) => !known.has(fact.externalId)));
}

/** Writes them all unless any is known. @returns the ids of those that are */
async function writeUnknown(
  { db, ids, now }: NewContext,
  account: WebhookAccount,
  posted: readonly Posted[],
): Promise<Set<string>> {
  const { id: connectionId, organizationId, provider } = account;
  const made = posted.map((one) => ({
    ...one,
    id: ids.make('booking'),
    hosts: hostsAmong(account.hosts, account, one.state),
  }));
  const writer = { ids, now, actor: { kind: 'provider', name: provider } as const };
  const bookings = made.map(({ id, fact: { externalId }, known }) => {
    return { connectionId, externalId, organizationId, bookingId: id, known, updatedAt: now };
  });
  const events = made.map(({ event, context }) => settledRow(ids, event, context.now));
  const { externalId } = externalBookings;
  const isTold = anyOf(
    externalId,
    made.map(({ fact }) => fact.externalId),
  );
  const found = await writeRows<{ external_id: string }>(
    db,
    [rowsOf(externalBookings, bookings), ...externalRows(writer, account, made), rowsOf(webhookEvents, events)],
    sql`select ${externalId} from ${externalBookings} where ${eq(externalBookings.connectionId, connectionId)} and ${isTold}`,
  );
  return new Set(found.map(({ external_id }) => external_id));
}
