import { CalendarFaultError } from '@/lib/calendars/faults';
import type { BookAnswer, OpenConnection, Slot, Visitor } from '@/lib/calendars/port';
import { sha256 } from '@/lib/security/digest';
import type { WireEvent } from './wire';

/** Where the id of our booking stands among an event's private properties. */
const KEY_IN_PROPERTIES = 'slotlineBooking';

const PRIMARY = 'primary';

/** An event's address: events of one account may lie in several calendars. */
export interface EventPlace {
  calendarId: string;
  eventId: string;
}

/** The calendar that a connection books in. The account's own has the account's address as another name. */
export function calendarIdOf({ accountId, settings }: Pick<OpenConnection, 'accountId' | 'settings'>): string {
  return settings.calendarId && settings.calendarId !== accountId ? settings.calendarId : PRIMARY;
}

/** The id of an event as our bookings keep it: with its calendar, where that is not the account's own. */
export function externalIdOf({ calendarId, eventId }: EventPlace): string {
  return calendarId === PRIMARY ? eventId : `${calendarId}/${eventId}`;
}

export function placeOf(externalId: string): EventPlace {
  const cut = externalId.lastIndexOf('/');
  if (cut < 0) return { calendarId: PRIMARY, eventId: externalId };
  return { calendarId: externalId.slice(0, cut), eventId: externalId.slice(cut + 1) };
}

export function eventPath({ calendarId, eventId }: EventPlace): string {
  return `${eventsPath(calendarId)}/${encodeURIComponent(eventId)}`;
}

export function eventsPath(calendarId: string): string {
  return `/calendars/${encodeURIComponent(calendarId)}/events`;
}

/**
 * The id that our booking's event has: it follows from our key, so that a repeated insert clashes with the first one.
 * @param attempt counts on where an id is somebody else's
 */
export function eventIdOf(connection: OpenConnection, key: string, attempt: number): string {
  return sha256(`${connection.id}:${key}${attempt === 1 ? '' : `:${attempt}`}`);
}

/** Body of a new event. */
export function eventToWire(
  id: string,
  { connection, slot, visitor, key }: { connection: OpenConnection; slot: Slot; visitor: Visitor; key: string },
  withMeet: boolean,
): object {
  const description = [visitor.notes, visitor.phone].filter(Boolean).join('\n\n');
  return {
    id,
    summary: `${visitor.name} · ${connection.settings.eventTypeName ?? 'Meeting'}`,
    ...(description ? { description } : {}),
    ...timesToWire(slot),
    attendees: [{ email: visitor.email, displayName: visitor.name }],
    extendedProperties: { private: { [KEY_IN_PROPERTIES]: key } },
    ...(withMeet ? { conferenceData: meetToWire(id) } : {}),
  };
}

export function timesToWire({ start, end }: Slot): object {
  return { start: { dateTime: start.toISOString() }, end: { dateTime: end.toISOString() } };
}

/** A request for a Meet link; repeated with the same id it is ignored. */
export function meetToWire(requestId: string): object {
  return { createRequest: { requestId, conferenceSolutionKey: { type: 'hangoutsMeet' } } };
}

export function bookedFromWire(event: WireEvent, externalId: string): Extract<BookAnswer, { kind: 'booked' }> {
  return {
    kind: 'booked',
    externalId,
    detailsUrl: event.htmlLink ?? null,
    joinUrl: joinUrlOf(event),
    state: 'accepted',
  };
}

export function joinUrlOf({ hangoutLink, conferenceData }: WireEvent): string | null {
  const video = conferenceData?.entryPoints?.find(({ entryPointType }) => entryPointType === 'video');
  return hangoutLink ?? video?.uri ?? null;
}

export function awaitsMeet(event: WireEvent): boolean {
  return event.conferenceData?.createRequest?.status?.statusCode === 'pending' && joinUrlOf(event) === null;
}

export function isOurs({ extendedProperties }: WireEvent, key: string): boolean {
  return extendedProperties?.private?.[KEY_IN_PROPERTIES] === key;
}

export function isLive({ status }: WireEvent): boolean {
  return status !== 'cancelled';
}

/** When an event is; null where it fills whole days, or was deleted. */
export function timesOf({ start, end }: WireEvent): Slot | null {
  return start?.dateTime && end?.dateTime ? { start: instantOf(start.dateTime), end: instantOf(end.dateTime) } : null;
}

/** @throws CalendarFaultError `refused` for what is no date */
export function instantOf(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new CalendarFaultError('refused', 'an invalid date');
  return at;
}
