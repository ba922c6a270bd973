import { isSameTime, type OpenConnection, type Slot } from '@/lib/calendars/port';
import type { BookingsFacet } from '@/lib/calendars/provider-module';
import { isStillFree, withCalendarLock } from '@/lib/calendars/slots/busy-calendar';
import { busyTimes } from './busy-times';
import { type GraphClient, refusal } from './client';
import { findEvent, readEvent } from './find-event';
import { calendarPath, eventPath, timesOf, timesToWire } from './map';

/** Changing what was booked in an Outlook calendar. An event keeps its id when it moves. */
export function outlookBookings(client: GraphClient): BookingsFacet {
  return {
    setsLength: true,
    async find(connection, key) {
      return (await findEvent(client, connection, key))?.id ?? null;
    },
    reschedule: (connection, externalId, slot) =>
      withCalendarLock(client, connection, calendarPath(connection), () =>
        moveTo(client, connection, externalId, slot),
      ),
    async cancel(connection, externalId) {
      const path = eventPath(externalId);
      const answer = await client.ask(connection, { method: 'DELETE', path, repeatable: true });
      if (!answer.ok && answer.status !== 404 && answer.status !== 410) throw refusal(answer);
    },
    markAbsent: null,
  };
}

async function moveTo(
  client: GraphClient,
  connection: OpenConnection,
  externalId: string,
  slot: Slot,
): ReturnType<BookingsFacet['reschedule']> {
  const event = await readEvent(client, connection, externalId);
  if (!event || event.isCancelled) return { kind: 'gone' };
  const own = timesOf(event);
  if (own && isSameTime(own, slot)) return { kind: 'moved', externalId };
  const free = await isStillFree(connection, slot, own, (range) => busyTimes(client, connection, range));
  if (!free) return { kind: 'slot_taken' };
  const answer = await client.ask(connection, {
    method: 'PATCH',
    path: eventPath(externalId),
    json: timesToWire(slot),
    repeatable: true,
  });
  if (answer.ok) return { kind: 'moved', externalId };
  if (answer.status === 404) return { kind: 'gone' };
  throw refusal(answer);
}
