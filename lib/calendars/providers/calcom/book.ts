import { CalendarFaultError, isUnavailable } from '@/lib/calendars/faults';
import type { BookAnswer, Order } from '@/lib/calendars/port';
import { UncertainOutcome } from '@/lib/calendars/provider-http';
import { sha256 } from '@/lib/security/digest';
import { apiKeyOf, type CalcomClient, type CalcomDeps, refusal } from './client';
import { holdSlot, releaseHold } from './hold';
import { findByKey } from './look-up';
import { bookedFromWire, bookingToWire, eventTypeIdOf, isTaken } from './map';
import { type WireBooking, wireBooking } from './wire';

/** How long a key is known to have been asked with before; the booking's own slot is over by then, or far off. */
const ASKED_SECONDS = 30 * 24 * 3600;
/** Lists may lag behind a create: in doubt they are read again after these. */
const PAUSES_MS = [0, 1_000, 2_500];
const MAX_TRIES = 2;
const HURRY = { timeoutMs: 5_000, tries: 1 };
/** A second try must not keep the visitor waiting longer: they can repeat the request later, with the same key. */
const READ_TIMEOUT_MS = 20_000;

/**
 * Books once per key: a key that was used before is looked up first, and so is every create whose answer was lost
 * or that finds the time taken.
 * @throws UncertainOutcome when Cal.com may have booked and does not tell
 */
export async function bookOnce(deps: CalcomDeps, client: CalcomClient, order: Order): Promise<BookAnswer> {
  const eventTypeId = eventTypeIdOf(order.connection);
  const askedKey = `calcom-asked:${order.connection.id}:${sha256(order.key)}`;
  const isFirst = await deps.kv.setIfAbsent(askedKey, true, ASKED_SECONDS);
  if (isFirst) return book(deps, client, order, eventTypeId, false);
  try {
    const found = await findByKey(client, order.connection, order.key, order.slot, order.visitor.email);
    return found ? bookedFromWire(found, deps.config.apiUrl) : await book(deps, client, order, eventTypeId, true);
  } catch (error) {
    // The earlier request may have been carried out, whatever this one came to.
    throw isUnavailable(error) ? new UncertainOutcome('timeout') : error;
  }
}

async function book(
  deps: CalcomDeps,
  client: CalcomClient,
  order: Order,
  eventTypeId: number,
  isRepeat: boolean,
): Promise<BookAnswer> {
  const startedAt = deps.clock.elapsed();
  const hold = await holdSlot(client, order.connection, order.slot);
  let inDoubt = false;
  for (let tries = 1; ; tries += 1) {
    const created = await create(client, order, eventTypeId).catch((error: unknown) => {
      throw inDoubt && isUnavailable(error) ? new UncertainOutcome('timeout') : error;
    });
    if (created.kind === 'created') return bookedFromWire(created.booking, deps.config.apiUrl);
    const isTime = created.kind === 'taken';
    inDoubt = inDoubt || !isTime;
    const found = await findPatiently(deps, client, order, inDoubt || isRepeat);
    if (found) return bookedFromWire(found, deps.config.apiUrl);
    if (isTime && !inDoubt) {
      await releaseHold(client, order.connection, hold);
      return { kind: 'slot_taken' };
    }
    // Taken after an answer was lost: perhaps by ourselves, though no list shows it yet.
    const tooLate = deps.clock.elapsed() - startedAt > READ_TIMEOUT_MS;
    if (isTime || tooLate || tries === MAX_TRIES) throw new UncertainOutcome('timeout');
  }
}

type Created = { kind: 'created'; booking: WireBooking } | { kind: 'taken' } | { kind: 'lost' };

async function create(client: CalcomClient, order: Order, eventTypeId: number): Promise<Created> {
  try {
    const answer = await client.ask(apiKeyOf(order.connection), {
      method: 'POST',
      path: '/bookings',
      json: bookingToWire(eventTypeId, order.slot, order.visitor, order.key),
      version: 'bookings',
      repeatable: false,
    });
    if (answer.ok) {
      const booking = wireBooking.safeParse(answer.data);
      return booking.success ? { kind: 'created', booking: booking.data } : { kind: 'lost' };
    }
    if (answer.status < 300) return { kind: 'lost' };
    if (isTaken(answer)) return { kind: 'taken' };
    if (answer.status === 404) throw new CalendarFaultError('event_type_missing', 'HTTP 404');
    throw refusal(answer);
  } catch (error) {
    if (error instanceof UncertainOutcome) return { kind: 'lost' };
    throw error;
  }
}

async function findPatiently(
  { clock }: CalcomDeps,
  client: CalcomClient,
  { connection, key, slot, visitor }: Order,
  inDoubt: boolean,
): Promise<WireBooking | null> {
  for (const pause of inDoubt ? PAUSES_MS : [0]) {
    if (pause > 0) await clock.sleepUntil(new Date(clock.now().getTime() + pause));
    try {
      const found = await findByKey(client, connection, key, slot, visitor.email, HURRY);
      if (found) return found;
    } catch (error) {
      throw isUnavailable(error) && inDoubt ? new UncertainOutcome('timeout') : error;
    }
  }
  return null;
}
