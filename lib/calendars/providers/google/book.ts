import { CalendarFaultError, isUnavailable } from '@/lib/calendars/faults';
import type { BookAnswer, Order } from '@/lib/calendars/port';
import { UncertainOutcome } from '@/lib/calendars/provider-http';
import { isStillFree, withCalendarLock } from '@/lib/calendars/slots/busy-calendar';
import { busyTimes } from './busy-times';
import { dataOf, type GoogleClient, refusal } from './client';
import {
  awaitsMeet,
  bookedFromWire,
  calendarIdOf,
  type EventPlace,
  eventIdOf,
  eventPath,
  eventsPath,
  eventToWire,
  externalIdOf,
  isLive,
  isOurs,
  meetToWire,
  timesToWire,
} from './map';
import { readEvent } from './read-event';
import { type WireEvent, wireEvent } from './wire';

/** Ids that are tried where somebody else's event has the first. */
export const MAX_IDS = 3;
const MAX_INSERTS = 2;
/** Google makes Meet links after the event: the link is waited for so long. */
const MEET_PAUSES_MS = [300, 700, 1_500];
const TELL_EVERYBODY = { sendUpdates: 'all', conferenceDataVersion: '1' };

/**
 * Books once per key: the event's id follows from it, so a repeated insert clashes with the first, and our key inside
 * the event tells whose it is.
 * @throws UncertainOutcome when Google may have booked and does not tell
 */
export async function bookOnce(client: GoogleClient, order: Order): Promise<BookAnswer> {
  const { connection, slot, key } = order;
  const calendarId = calendarIdOf(connection);
  for (let attempt = 1; attempt <= MAX_IDS; attempt += 1) {
    const place = { calendarId, eventId: eventIdOf(connection, key, attempt) };
    const event = await withCalendarLock(client, connection, calendarId, async () => {
      // Google lets two events overlap: what was free when the slot was shown is looked at again right before.
      const free = await isStillFree(connection, slot, null, (range) => busyTimes(client, connection, range));
      return free ? insertOnce(client, order, place) : readEvent(client, connection, place);
    });
    if (event !== null && !isOurs(event, key)) continue;
    if (event === null || !isLive(event)) return { kind: 'slot_taken' };
    return bookedFromWire(await withMeet(client, order, place, event), externalIdOf(place));
  }
  throw new CalendarFaultError('refused', 'every id is occupied');
}

/** The live event under an id: ours, made now or before, or another one with that id. */
async function insertOnce(client: GoogleClient, order: Order, place: EventPlace): Promise<WireEvent> {
  let inDoubt = false;
  for (let inserts = 1; inserts <= MAX_INSERTS; inserts += 1) {
    const made = await insert(client, order, place).catch((error: unknown) => {
      throw inDoubt && isUnavailable(error) ? new UncertainOutcome('timeout') : error;
    });
    if (made.kind === 'made') return made.event;
    inDoubt ||= made.kind === 'lost';
    const found = await readEvent(client, order.connection, place).catch((error: unknown) => {
      throw isUnavailable(error) ? new UncertainOutcome('timeout') : error;
    });
    if (found && isOurs(found, order.key) && !isLive(found)) return revive(client, order, place);
    if (found) return found;
  }
  throw new UncertainOutcome('timeout');
}

type Inserted = { kind: 'made'; event: WireEvent } | { kind: 'exists' } | { kind: 'lost' };

async function insert(client: GoogleClient, order: Order, place: EventPlace): Promise<Inserted> {
  const send = (meet: boolean) =>
    client.ask(order.connection, {
      method: 'POST',
      path: eventsPath(place.calendarId),
      query: TELL_EVERYBODY,
      json: eventToWire(place.eventId, order, meet),
      repeatable: false,
    });
  try {
    let answer = await send(true);
    // A calendar that has no Meet refuses the whole event for it.
    if (!answer.ok && answer.status === 400) answer = await send(false);
    if (!answer.ok && answer.status === 409) return { kind: 'exists' };
    if (!answer.ok) throw refusal(answer);
    const event = wireEvent.safeParse(answer.data);
    return event.success ? { kind: 'made', event: event.data } : { kind: 'lost' };
  } catch (error) {
    if (error instanceof UncertainOutcome) return { kind: 'lost' };
    throw error;
  }
}

/** A deleted event keeps its id: booking again under the same key restores it. */
async function revive(client: GoogleClient, order: Order, place: EventPlace): Promise<WireEvent> {
  const answer = await client.ask(order.connection, {
    method: 'PATCH',
    path: eventPath(place),
    query: TELL_EVERYBODY,
    json: { status: 'confirmed', ...timesToWire(order.slot), conferenceData: meetToWire(place.eventId) },
    repeatable: true,
  });
  return dataOf(answer, wireEvent);
}

/** The event with its link, if that comes in time; the booking stands without. */
async function withMeet(client: GoogleClient, order: Order, place: EventPlace, made: WireEvent): Promise<WireEvent> {
  let event = made;
  for (const pause of MEET_PAUSES_MS) {
    if (!awaitsMeet(event)) return event;
    await client.clock.sleepUntil(new Date(client.clock.now().getTime() + pause));
    event = (await readEvent(client, order.connection, place).catch(() => null)) ?? event;
  }
  return event;
}
