import { CalendarFaultError } from '@/lib/calendars/faults';
import type { BookAnswer, OpenConnection, Slot, Visitor } from '@/lib/calendars/port';
import { sha256 } from '@/lib/security/digest';
import type { WireEvent, WireTime } from './wire';

/** Our own named property, in which an event keeps the id of our booking. */
export const KEY_PROPERTY = 'String {8d1b6f0e-5c2a-4a57-9a3e-2f6c1f0b7d41} Name SlotlineBooking';

/** How accounts are told apart: only those of work or school have schedules and Teams. */
type AccountKind = 'work' | 'personal';

/** Ids of work and school accounts are GUIDs; a personal account's is a short number. */
export function accountKindOf(userId: string): AccountKind {
  return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(userId) ? 'work' : 'personal';
}

/** Path of the calendar that a connection books in: the chosen one, or the account's own. */
export function calendarPath({ settings }: OpenConnection): string {
  return settings.calendarId ? `/me/calendars/${encodeURIComponent(settings.calendarId)}` : '/me';
}

export function eventPath(id: string): string {
  return `/me/events/${encodeURIComponent(id)}`;
}

/** A GUID that follows from our key: Graph makes no second event under it. */
function transactionIdOf(connection: OpenConnection, key: string): string {
  const hex = sha256(`${connection.id}:${key}`);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** Body of a new event. */
export function eventToWire(
  { connection, slot, visitor, key }: { connection: OpenConnection; slot: Slot; visitor: Visitor; key: string },
  withTeams: boolean,
): object {
  const content = [visitor.notes, visitor.phone].filter(Boolean).join('\n\n');
  return {
    subject: `${visitor.name} · ${connection.settings.eventTypeName ?? 'Meeting'}`,
    ...(content ? { body: { contentType: 'text', content } } : {}),
    ...timesToWire(slot),
    showAs: 'busy',
    attendees: [{ emailAddress: { address: visitor.email, name: visitor.name }, type: 'required' }],
    transactionId: transactionIdOf(connection, key),
    singleValueExtendedProperties: [{ id: KEY_PROPERTY, value: key }],
    ...(withTeams ? { isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' } : {}),
  };
}

export function timesToWire({ start, end }: Slot): { start: WireTime; end: WireTime } {
  return { start: timeToWire(start), end: timeToWire(end) };
}

export function timeToWire(at: Date): WireTime {
  return { dateTime: at.toISOString().replace('Z', ''), timeZone: 'UTC' };
}

/** @throws CalendarFaultError `refused` for another zone than the one asked for, and for what is no time */
export function instantOf({ dateTime, timeZone }: WireTime): Date {
  const at = new Date(/Z$/.test(dateTime) ? dateTime : `${dateTime}Z`);
  if (timeZone !== 'UTC' || Number.isNaN(at.getTime())) throw new CalendarFaultError('refused', 'a time not in UTC');
  return at;
}

/** When an event is; null where Graph does not say. */
export function timesOf({ start, end }: WireEvent): Slot | null {
  return start && end ? { start: instantOf(start), end: instantOf(end) } : null;
}

/** Whether a status of Outlook's leaves the time free. What is not known to be free is not. */
export function leavesFree(status: string | null | undefined): boolean {
  return status === 'free' || status === 'workingElsewhere';
}

export function bookedFromWire(event: WireEvent): Extract<BookAnswer, { kind: 'booked' }> {
  return {
    kind: 'booked',
    externalId: event.id,
    detailsUrl: event.webLink ?? null,
    joinUrl: event.onlineMeeting?.joinUrl ?? null,
    state: 'accepted',
  };
}
