import type { z } from 'zod';
import { companyOfAnswers } from '@/lib/calendars/inbound/company-of-answers';
import type { ExternalDetails, ExternalFact, LifecycleStage } from '@/lib/calendars/inbound/external-state';
import { parseStorable } from '@/lib/calendars/inbound/parse-storable';
import type { AttendanceReport, WebhookReading } from '@/lib/calendars/inbound/webhook-reading';
import { AppError } from '@/lib/core/errors';
import { sha256 } from '@/lib/security/digest';
import { MINUTE_MS } from '@/lib/time/units';
import { KEY_IN_METADATA } from './map';
import { type WirePayload, wireEnvelope, wirePayload } from './webhook-wire';

/** Names of older documents. */
const aliases: Readonly<Record<string, string>> = {
  'booking.created': 'BOOKING_CREATED',
  'booking.requested': 'BOOKING_REQUESTED',
  'booking.confirmed': 'BOOKING_CONFIRMED',
  'booking.rejected': 'BOOKING_REJECTED',
  'booking.rescheduled': 'BOOKING_RESCHEDULED',
  'booking.cancelled': 'BOOKING_CANCELLED',
  'booking.canceled': 'BOOKING_CANCELLED',
  'booking.no_show': 'BOOKING_NO_SHOW_UPDATED',
  'meeting.started': 'MEETING_STARTED',
  'meeting.ended': 'MEETING_ENDED',
};

/** What a trigger makes of the booking that it tells of. Other triggers are kept and ignored by their name. */
const lifeAfter: Readonly<Record<string, LifecycleStage>> = {
  BOOKING_CREATED: 'accepted',
  BOOKING_CONFIRMED: 'accepted',
  BOOKING_REQUESTED: 'requested',
  BOOKING_RESCHEDULED: 'accepted',
  BOOKING_REASSIGNED: 'accepted',
  BOOKING_LOCATION_UPDATED: 'accepted',
  BOOKING_PAID: 'accepted',
  BOOKING_REJECTED: 'rejected',
  BOOKING_CANCELLED: 'cancelled',
  MEETING_STARTED: 'accepted',
  MEETING_ENDED: 'accepted',
};

/** Of a booking that says neither its end nor its length. */
const USUAL_MINUTES = 30;

const MARKS = 'BOOKING_NO_SHOW_UPDATED';

/**
 * Reads a delivery of Cal.com: its envelope, or the flat bodies of meetings. Pure: the same text reads the same.
 * @throws AppError `unreadable_body`; with the reason `no_trigger` for what a custom template made of it
 */
export function readCalcomWebhook(text: string): WebhookReading {
  const body = parse(text);
  const kind = aliases[body.triggerEvent] ?? body.triggerEvent;
  const isFlat = body.payload === undefined;
  const acts = kind in lifeAfter || kind === MARKS;
  const read = wirePayload.safeParse(isFlat ? body : body.payload);
  if (acts && !read.success) throw unreadable('malformed');
  const payload = read.success ? read.data : null;
  const envelopeTime = isFlat ? null : timeOf(body.createdAt);
  const at = envelopeTime ?? timeOf(payload?.updatedAt) ?? timeOf(payload?.createdAt) ?? null;
  const occurredAt = kind === 'MEETING_ENDED' ? timeOf(payload?.endTime) : envelopeTime;
  const reading = {
    kind,
    dedupeKey: digestOf(body, kind),
    occurredAt: occurredAt === null ? null : new Date(occurredAt),
    externalId: payload?.uid ?? payload?.bookingUid ?? null,
    externalNumber: payload?.bookingId ?? null,
    account: accountOf(payload),
  };
  if (!acts || !payload) return { ...reading, facts: [], attendance: [], ignored: kind };
  const attendance = attendanceOf(kind, payload, new Date(at ?? 0).toISOString());
  // Older documents tell of an ended meeting by the booking's number alone.
  const isNamed = payload.uid != null || attendance.length === 0;
  const facts = kind === MARKS || !isNamed ? [] : [factOf(kind, payload, at ?? 0)];
  if (reading.externalId === null && reading.externalNumber === null) throw unreadable('malformed');
  return { ...reading, facts, attendance, ignored: null };
}

function parse(text: string): z.infer<typeof wireEnvelope> {
  let json: unknown;
  try {
    json = parseStorable(text);
  } catch {
    throw unreadable('no_trigger');
  }
  const body = wireEnvelope.safeParse(json);
  if (!body.success) throw unreadable('no_trigger');
  return body.data;
}

function unreadable(reason: 'no_trigger' | 'malformed'): AppError {
  return new AppError('unreadable_body', 'This is not a webhook in the format that Cal.com documents.', {
    extra: { reason },
  });
}

/**
 * The digest of everything but the time at which the body was built: several subscriptions tell the same at slightly
 * different times. Marks of absence can be set, taken back and set again in the same words: there the time counts.
 */
function digestOf(body: Record<string, unknown>, kind: string): string {
  const { createdAt, ...rest } = body;
  return sha256(JSON.stringify(kind === MARKS ? { createdAt, ...rest } : rest));
}

function accountOf(payload: WirePayload | null): WebhookReading['account'] {
  const host = payload?.organizer ?? payload?.user;
  const ids = [payload?.organizer?.id, payload?.userId].filter((id) => id != null).map(String);
  const emails = [host?.email, payload?.userPrimaryEmail].filter((email) => email != null);
  return { ids, emails, eventTypes: payload?.eventTypeId == null ? [] : [String(payload.eventTypeId)] };
}

function factOf(kind: string, payload: WirePayload, at: number): ExternalFact {
  const externalId = payload.uid;
  if (!externalId) throw unreadable('malformed');
  const requested = payload.status?.toUpperCase() === 'PENDING';
  const life = lifeAfter[kind] ?? 'heard_of';
  const movedFrom = payload.rescheduleUid ?? payload.fromReschedule;
  const ourId = payload.metadata?.[KEY_IN_METADATA];
  const seatId = payload.attendeeSeatId ?? payload.attendees?.find((one) => one.attendeeSeatId)?.attendeeSeatId;
  const details = detailsOf(payload);
  return {
    externalId,
    life: requested && life === 'accepted' ? 'requested' : life,
    at,
    sequence: payload.iCalSequence ?? 0,
    ...(payload.bookingId == null ? {} : { number: payload.bookingId }),
    ...(movedFrom ? { movedFrom } : {}),
    ...(typeof ourId === 'string' ? { ourId } : {}),
    ...(details ? { details } : {}),
    ...(seatId ? { seat: { id: seatId, left: kind === 'BOOKING_CANCELLED' } } : {}),
  };
}

function detailsOf(payload: WirePayload): ExternalDetails | null {
  const start = timeOf(payload.startTime);
  if (start === null) return null;
  const end = timeOf(payload.endTime) ?? start + (payload.length ?? USUAL_MINUTES) * MINUTE_MS;
  if (end <= start) return null;
  const host = payload.organizer ?? payload.user;
  const hostId = payload.organizer?.id ?? payload.userId;
  const hosts = new Set(
    [host?.email, payload.userPrimaryEmail, ...(payload.team?.members ?? []).map(({ email }) => email)]
      .filter((email) => email != null)
      .map((email) => email.toLowerCase()),
  );
  const answers = { ...payload.responses, ...payload.userFieldsResponses };
  const answered = (key: string) => textOf(answers[key]?.value);
  const phone = payload.smsReminderNumber ?? answered('attendeePhoneNumber');
  const company = companyOfAnswers(
    Object.entries(answers).map(([key, given]) => ({ questions: [key, given?.label], answer: given?.value })),
  );
  // Further hosts of a collective meeting stand among those who come.
  const booker = { name: answered('name'), email: answered('email'), phoneNumber: phone, timeZone: null };
  const people = payload.attendees ?? (booker.name || booker.email ? [booker] : []);
  const coming = payload.attendeeSeatId ? people : [...people, ...guestsAmong(answers.guests?.value, people)];
  const guests = coming.filter(({ email }) => !email || !hosts.has(email.toLowerCase()));
  return {
    start: new Date(start).toISOString(),
    end: new Date(end).toISOString(),
    title: payload.title ?? 'Cal.com booking',
    description: answered('notes') || (payload.additionalNotes ?? payload.description) || null,
    timeZone: guests[0]?.timeZone ?? host?.timeZone ?? null,
    host: { id: hostId == null ? null : String(hostId), email: host?.email ?? null },
    people: guests.map(({ name, email, phoneNumber, timeZone }, position) => ({
      name: name || email || phoneNumber || 'Guest',
      email: email || null,
      phone: phoneNumber ?? (position === 0 ? phone : null),
      timeZone: timeZone ?? null,
      // Booking questions ask the booker, about themselves.
      ...(position === 0 && company !== null ? { company } : {}),
    })),
    joinUrl: joinUrlOf(payload),
    url: payload.bookerUrl && payload.uid ? `${payload.bookerUrl}/booking/${payload.uid}` : null,
  };
}

/** Those whom the booker named as guests and who do not stand among the attendees themselves. */
function guestsAmong(answer: unknown, people: readonly { email?: string | null }[]) {
  const known = new Set(people.map(({ email }) => email?.toLowerCase()));
  const emails = Array.isArray(answer) ? answer.flatMap((one) => textOf(one) ?? []) : [];
  return emails
    .filter((email) => !known.has(email.toLowerCase()))
    .map((email) => ({ name: null, email, phoneNumber: null, timeZone: null }));
}

function joinUrlOf({ metadata, videoCallData, location }: WirePayload): string | null {
  const places = [metadata?.videoCallUrl, videoCallData?.url, location];
  return places.find((text): text is string => typeof text === 'string' && text.startsWith('https://')) ?? null;
}

function attendanceOf(kind: string, payload: WirePayload, at: string): AttendanceReport[] {
  const people = payload.attendees ?? [];
  const start = timeOf(payload.startTime);
  const occasion = start === null ? null : new Date(start).toISOString();
  if (kind === MARKS)
    return people.flatMap(({ email, noShow }) =>
      email && noShow != null ? [{ kind: marked(noShow), attendeeEmail: email, at, occasion }] : [],
    );
  if (kind !== 'MEETING_ENDED') return [];
  const when = { at: new Date(timeOf(payload.endTime) ?? Date.parse(at)).toISOString(), occasion };
  const ended: AttendanceReport = { kind: 'meeting_ended', attendeeEmail: null, ...when };
  const said = people.flatMap(({ email, attended, noShow }): AttendanceReport[] => {
    if (!email) return [];
    if (attended != null) return [{ kind: attended ? 'attended' : 'no_show_marked', attendeeEmail: email, ...when }];
    return noShow ? [{ kind: 'no_show_marked', attendeeEmail: email, ...when }] : [];
  });
  return [ended, ...said];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function marked(noShow: boolean): AttendanceReport['kind'] {
  return noShow ? 'no_show_marked' : 'no_show_unmarked';
}

function timeOf(text: string | null | undefined): number | null {
  const time = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}
