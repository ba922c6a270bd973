import { Temporal } from 'temporal-polyfill';
import { CalendarFaultError } from '@/lib/calendars/faults';
import type { BookAnswer, OpenConnection, Slot, Visitor } from '@/lib/calendars/port';
import type { EventType } from '@/lib/calendars/provider-module';
import { MINUTE_MS } from '@/lib/time/units';
import type { WireEventType, WireInvitee, WireScheduledEvent } from './wire';

/** @throws CalendarFaultError `settings_incomplete` */
export function eventTypeUriOf({ settings }: OpenConnection): string {
  if (!settings.eventTypeId) throw new CalendarFaultError('settings_incomplete', 'no event type');
  return settings.eventTypeId;
}

/** Path of a full URI: addresses take bare ids, queries take whole URIs. */
export function pathOf(uri: string): string {
  if (!URL.canParse(uri)) throw new CalendarFaultError('refused', 'an invalid address');
  return new URL(uri).pathname;
}

/** The event that an invitee's URI lies below. @throws CalendarFaultError for any other URI */
export function eventPathOf(inviteeUri: string): string {
  const found = /^(\/scheduled_events\/[^/]+)\/invitees\/[^/]+$/.exec(pathOf(inviteeUri))?.[1];
  if (!found) throw new CalendarFaultError('refused', 'not an invitee');
  return found;
}

/** @throws CalendarFaultError `refused` for what is no date */
export function instantOf(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new CalendarFaultError('refused', 'an invalid date');
  return at;
}

/** Why an event type is booked on Calendly's own page only; null when we can. */
export function notBookableBecause(type: WireEventType): 'paid' | 'not_one_on_one' | 'poll' | null {
  if (type.is_paid) return 'paid';
  if (type.kind !== 'solo' || type.pooling_type) return 'not_one_on_one';
  return type.booking_method === 'poll' ? 'poll' : null;
}

/** Active, one host, one visitor, unpaid, a fixed page. */
export function isBookable(type: WireEventType): boolean {
  const standard = !type.type || type.type === 'StandardEventType';
  return type.active && !type.deleted_at && standard && notBookableBecause(type) === null;
}

export function eventTypeFromWire({ uri, name, slug, duration, scheduling_url }: WireEventType): EventType {
  return { id: uri, name: name || slug || 'Untitled', durationMinutes: duration, url: scheduling_url };
}

export function slotAt(start: Date, { duration }: WireEventType): Slot {
  return { start, end: new Date(start.getTime() + duration * MINUTE_MS) };
}

/** The user who holds the meetings of a type; null for a team's. */
export function hostOf({ profile }: WireEventType): string | null {
  return profile?.type === 'User' ? profile.owner : null;
}

export function bookedFromWire(
  invitee: WireInvitee,
  event: WireScheduledEvent | null,
): Extract<BookAnswer, { kind: 'booked' }> {
  return {
    kind: 'booked',
    externalId: invitee.uri,
    detailsUrl: invitee.reschedule_url ?? null,
    joinUrl: event && joinUrlOf(event),
    state: 'accepted',
  };
}

/** Where the meeting is held; a conference's address comes some seconds after the booking. */
export function joinUrlOf({ location }: WireScheduledEvent): string | null {
  const address = location?.join_url ?? null;
  return address?.startsWith('https://') ? address : null;
}

/** Calendly's page with what is known filled in, and our key for when the booking comes back by webhook. */
export function prefilled(page: string, slot: Slot, visitor: Visitor, key: string): string {
  const url = new URL(page);
  const day = Temporal.Instant.fromEpochMilliseconds(slot.start.getTime())
    .toZonedDateTimeISO(visitor.timeZone)
    .toPlainDate()
    .toString();
  const known = { name: visitor.name, email: visitor.email, month: day.slice(0, 7), date: day, ...tracking(key) };
  for (const [name, value] of Object.entries(known)) if (value !== null) url.searchParams.set(name, value);
  return url.href;
}

/** Our key on a booking: all six members or none are taken. */
export function tracking(key: string) {
  return {
    utm_campaign: null,
    utm_source: 'slotline',
    utm_medium: null,
    utm_content: key,
    utm_term: null,
    salesforce_uuid: null,
  };
}
