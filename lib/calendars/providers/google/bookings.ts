import { calendarUnavailable } from '@/lib/calendars/faults';
import { isSameTime, type OpenConnection, type Slot } from '@/lib/calendars/port';
import type { BookingsFacet } from '@/lib/calendars/provider-module';
import { isStillFree, withCalendarLock } from '@/lib/calendars/slots/busy-calendar';
import { MAX_IDS } from './book';
import { busyTimes } from './busy-times';
import { type GoogleAnswer, type GoogleClient, refusal } from './client';
import {
  calendarIdOf,
  type EventPlace,
  eventIdOf,
  eventPath,
  externalIdOf,
  isLive,
  isOurs,
  placeOf,
  timesOf,
  timesToWire,
} from './map';
import { readEvent } from './read-event';
import type { WireEvent } from './wire';

const MAX_TRIES = 4;

/** Changing what was booked in a Google calendar. An event keeps its id when it moves. */
export function googleBookings(client: GoogleClient): BookingsFacet {
  return {
    setsLength: true,
    async find(connection, key) {
      const calendarId = calendarIdOf(connection);
      for (let attempt = 1; attempt <= MAX_IDS; attempt += 1) {
        const place = { calendarId, eventId: eventIdOf(connection, key, attempt) };
        const event = await readEvent(client, connection, place);
        if (event === null) return null;
        if (isOurs(event, key)) return isLive(event) ? externalIdOf(place) : null;
      }
      return null;
    },
    reschedule(connection, externalId, slot) {
      const place = placeOf(externalId);
      // It stays in the calendar in which it was made, whichever is chosen now.
      const itsCalendar = { ...connection, settings: { ...connection.settings, calendarId: place.calendarId } };
      return withCalendarLock(client, connection, place.calendarId, () =>
        moveTo(client, itsCalendar, externalId, slot),
      );
    },
    async cancel(connection, externalId) {
      const answer = await client.ask(connection, {
        method: 'DELETE',
        path: eventPath(placeOf(externalId)),
        query: { sendUpdates: 'all' },
        repeatable: true,
      });
      if (!answer.ok && answer.status !== 404 && answer.status !== 410) throw refusal(answer);
    },
    markAbsent: null,
  };
}

async function moveTo(
  client: GoogleClient,
  connection: OpenConnection,
  externalId: string,
  slot: Slot,
): ReturnType<BookingsFacet['reschedule']> {
  const place = placeOf(externalId);
  for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
    const event = await readEvent(client, connection, place);
    if (!event || !isLive(event)) return { kind: 'gone' };
    const own = timesOf(event);
    if (own && isSameTime(own, slot)) return { kind: 'moved', externalId };
    const free = await isStillFree(connection, slot, own, (range) => busyTimes(client, connection, range));
    if (!free) return { kind: 'slot_taken' };
    const answer = await move(client, connection, place, event, slot);
    if (answer.ok) return { kind: 'moved', externalId };
    // Somebody changed it since it was read: it is looked at again.
    if (answer.status !== 412 && answer.status !== 404 && answer.status !== 410) throw refusal(answer);
  }
  throw calendarUnavailable('rate');
}

/** Repeatable: once carried out, the etag is another one, and the event is found where it should be. */
function move(
  client: GoogleClient,
  connection: OpenConnection,
  place: EventPlace,
  { etag }: WireEvent,
  slot: Slot,
): Promise<GoogleAnswer> {
  return client.ask(connection, {
    method: 'PATCH',
    path: eventPath(place),
    query: { sendUpdates: 'all', conferenceDataVersion: '1' },
    headers: etag ? { 'if-match': etag } : {},
    json: timesToWire(slot),
    repeatable: true,
  });
}
