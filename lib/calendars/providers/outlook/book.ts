import { isUnavailable } from '@/lib/calendars/faults';
import type { BookAnswer, OpenConnection, Order } from '@/lib/calendars/port';
import { UncertainOutcome } from '@/lib/calendars/provider-http';
import { isStillFree, withCalendarLock } from '@/lib/calendars/slots/busy-calendar';
import { busyTimes } from './busy-times';
import { type GraphClient, refusal } from './client';
import { findEvent, readEvent } from './find-event';
import { bookedFromWire, calendarPath, eventToWire } from './map';
import { type WireEvent, wireEvent } from './wire';

const MAX_POSTS = 2;
/** A Teams link that is not there at once is waited for so long. */
const TEAMS_PAUSES_MS = [300, 700, 1_500];

/**
 * Books once per key: under one `transactionId` Graph makes one event, and our key in a property of its own finds that
 * event again.
 * @throws UncertainOutcome when Graph may have booked and does not tell
 */
export async function bookOnce(client: GraphClient, order: Order): Promise<BookAnswer> {
  const { connection, slot, key } = order;
  const event = await withCalendarLock(client, connection, calendarPath(connection), async () => {
    // Outlook lets two events overlap: what was free when the slot was shown is looked at again right before.
    const free = await isStillFree(connection, slot, null, (range) => busyTimes(client, connection, range));
    return free ? createOnce(client, order) : findEvent(client, connection, key);
  });
  return event ? bookedFromWire(await withTeams(client, connection, event)) : { kind: 'slot_taken' };
}

async function createOnce(client: GraphClient, order: Order): Promise<WireEvent> {
  let inDoubt = false;
  for (let posts = 1; posts <= MAX_POSTS; posts += 1) {
    const made = await create(client, order).catch((error: unknown) => {
      throw inDoubt && isUnavailable(error) ? new UncertainOutcome('timeout') : error;
    });
    if (made) return made;
    inDoubt = true;
    const found = await findEvent(client, order.connection, order.key).catch((error: unknown) => {
      throw isUnavailable(error) ? new UncertainOutcome('timeout') : error;
    });
    if (found) return found;
  }
  throw new UncertainOutcome('timeout');
}

/** Null when it is not known what became of it. */
async function create(client: GraphClient, order: Order): Promise<WireEvent | null> {
  const { connection } = order;
  const send = (teams: boolean) =>
    client.ask(connection, {
      method: 'POST',
      path: `${calendarPath(connection)}/events`,
      json: eventToWire(order, teams),
      repeatable: false,
    });
  try {
    const mayHaveTeams = connection.credentials.kind === 'work';
    let answer = await send(mayHaveTeams);
    // A calendar that may not have Teams meetings refuses the whole event for it.
    if (!answer.ok && answer.status === 400 && mayHaveTeams) answer = await send(false);
    if (!answer.ok && answer.status === 409) return null;
    if (!answer.ok) throw refusal(answer);
    const event = wireEvent.safeParse(answer.data);
    return event.success ? event.data : null;
  } catch (error) {
    if (error instanceof UncertainOutcome) return null;
    throw error;
  }
}

/** The event with its link, if that comes in time; the booking stands without. */
async function withTeams(client: GraphClient, connection: OpenConnection, made: WireEvent): Promise<WireEvent> {
  let event = made;
  for (const pause of TEAMS_PAUSES_MS) {
    if (!event.isOnlineMeeting || event.onlineMeeting?.joinUrl) return event;
    await client.clock.sleepUntil(new Date(client.clock.now().getTime() + pause));
    event = (await readEvent(client, connection, made.id).catch(() => null)) ?? event;
  }
  return event;
}
