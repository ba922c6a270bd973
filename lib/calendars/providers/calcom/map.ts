import type { z } from 'zod';
import { CalendarFaultError } from '@/lib/calendars/faults';
import type { BookAnswer, OpenConnection, Slot, SlotRange, Visitor } from '@/lib/calendars/port';
import type { EventType } from '@/lib/calendars/provider-module';
import type { CalcomAnswer } from './client';
import type { WireBooking, WireEventType, wireSlots } from './wire';

/** Where our id stands in a booking's metadata. */
export const KEY_IN_METADATA = 'slotline_booking_id';

const MAX_METADATA = 500;

/** @throws CalendarFaultError `settings_incomplete` */
export function eventTypeIdOf({ settings }: OpenConnection): number {
  const id = Number(settings.eventTypeId);
  if (!Number.isSafeInteger(id) || id <= 0) throw new CalendarFaultError('settings_incomplete', 'no event type');
  return id;
}

/** Slots of a range, earliest first. Cal.com stretches an end at midnight to the end of that day. */
export function slotsFromWire(days: z.infer<typeof wireSlots>, { from, to }: SlotRange): Slot[] {
  return Object.values(days)
    .flat()
    .map(({ start, end }) => ({ start: instantOf(start), end: instantOf(end) }))
    .filter(({ start, end }) => start >= from && start < to && end > start)
    .sort((a, b) => a.start.getTime() - b.start.getTime());
}

/** Body of a new booking. Its end is the event type's affair. */
export function bookingToWire(eventTypeId: number, slot: Slot, visitor: Visitor, key: string): object {
  return {
    start: slot.start.toISOString(),
    eventTypeId,
    attendee: {
      name: visitor.name,
      email: visitor.email,
      timeZone: visitor.timeZone,
      ...(visitor.phone ? { phoneNumber: visitor.phone } : {}),
    },
    ...(visitor.notes ? { bookingFieldsResponses: { notes: visitor.notes } } : {}),
    metadata: { [KEY_IN_METADATA]: key.slice(0, MAX_METADATA) },
  };
}

export function bookedFromWire(booking: WireBooking, apiUrl: string): Extract<BookAnswer, { kind: 'booked' }> {
  const origin = webOrigin(apiUrl);
  return {
    kind: 'booked',
    externalId: booking.uid,
    detailsUrl: origin && `${origin}/booking/${booking.uid}`,
    joinUrl: joinUrlOf(booking),
    state: booking.status === 'pending' ? 'pending' : 'accepted',
  };
}

/** Where the meeting is held, once it is an address: before that, and for other places, the location is a word. */
export function joinUrlOf({ location, meetingUrl }: WireBooking): string | null {
  return [location, meetingUrl].find((text) => text?.startsWith('https://')) ?? null;
}

export function isLive({ status }: WireBooking): boolean {
  return status === 'accepted' || status === 'pending';
}

/** @throws CalendarFaultError `refused` for what is no date */
export function instantOf(text: string): Date {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new CalendarFaultError('refused', 'an invalid date');
  return at;
}

/**
 * Whether a refusal means that the time cannot be had (any more). Cal.com has no code for it: a status and a sentence
 * decide.
 */
export function isTaken({ status, message }: Extract<CalcomAnswer, { ok: false }>): boolean {
  if (status === 409) return true;
  return status === 400 && TAKEN.test(message);
}

const TAKEN =
  /already has booking|not available|booking_conflict_error|no more seats|can't be booked at|in the past|no_available_users/i;

/** Whether Cal.com refuses because the booking is cancelled already. */
export function isCancelledAlready({ status, message }: Extract<CalcomAnswer, { ok: false }>): boolean {
  return status === 400 && /cancell?ed|rejected/i.test(message);
}

/** Types that anybody can book alone and for nothing; of a managed type the copies of its hosts are. */
export function isBookable(type: WireEventType): boolean {
  return (
    type.hidden !== true &&
    (type.price ?? 0) === 0 &&
    type.recurrence == null &&
    type.seatsPerTimeSlot == null &&
    type.isInstantEvent !== true &&
    type.schedulingType !== 'managed'
  );
}

export function eventTypeFromWire(type: WireEventType, teamName: string | null): EventType {
  return {
    id: String(type.id),
    name: teamName === null ? type.title : `${type.title} (${teamName})`,
    durationMinutes: type.lengthInMinutes,
    url: type.bookingUrl ?? null,
  };
}

/** The web application beside an API; unknown for installations of one's own. */
function webOrigin(apiUrl: string): string | null {
  const { hostname } = new URL(apiUrl);
  if (hostname === 'api.cal.com') return 'https://app.cal.com';
  return hostname === 'api.cal.eu' ? 'https://app.cal.eu' : null;
}
