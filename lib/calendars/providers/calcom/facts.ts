import { companyOfAnswers } from '@/lib/calendars/inbound/company-of-answers';
import type { ExternalDetails, ExternalFact, LifecycleStage } from '@/lib/calendars/inbound/external-state';
import type { AttendanceReport } from '@/lib/calendars/inbound/webhook-reading';
import type { FactPage } from '@/lib/calendars/provider-module';
import { instantOf, joinUrlOf, KEY_IN_METADATA } from './map';
import type { WireBooking } from './wire';

const lifeOf: Readonly<Record<string, LifecycleStage>> = {
  accepted: 'accepted',
  pending: 'requested',
  rejected: 'rejected',
  cancelled: 'cancelled',
};

/** What Cal.com's list says of a booking, in the form in which its webhooks say it. */
export function factsOf(booking: WireBooking): FactPage['bookings'][number] {
  const { uid, status, rescheduledFromUid, rescheduledToUid, metadata, updatedAt } = booking;
  const at = updatedAt ? instantOf(updatedAt).getTime() : 0;
  const ourId = metadata?.[KEY_IN_METADATA];
  const fact: ExternalFact = {
    externalId: uid,
    life: lifeOf[status] ?? 'heard_of',
    at,
    sequence: 0,
    ...(booking.id == null ? {} : { number: booking.id }),
    ...(rescheduledFromUid ? { movedFrom: rescheduledFromUid } : {}),
    ...(rescheduledToUid ? { movedTo: rescheduledToUid } : {}),
    ...(typeof ourId === 'string' ? { ourId } : {}),
  };
  const details = detailsOf(booking);
  const seated = (booking.attendees ?? []).flatMap(({ seatUid }, position) => (seatUid ? [{ seatUid, position }] : []));
  const facts =
    seated.length > 0
      ? seated.map(({ seatUid, position }) => ({
          ...fact,
          details: { ...details, people: details.people.slice(position, position + 1) },
          seat: { id: seatUid, left: false },
        }))
      : [{ ...fact, details }];
  return { externalId: uid, facts, attendance: marksOf(booking, at) };
}

function detailsOf(booking: WireBooking): ExternalDetails {
  const [host] = booking.hosts ?? [];
  const hosts = new Set((booking.hosts ?? []).map(({ email }) => email?.toLowerCase()));
  const visitors = (booking.attendees ?? []).filter(({ email }) => !email || !hosts.has(email.toLowerCase()));
  const named = new Set(visitors.map(({ email }) => email?.toLowerCase()));
  const guests = (booking.guests ?? []).filter((email) => !named.has(email.toLowerCase()));
  const responses = booking.bookingFieldsResponses ?? {};
  const phone = textOf(responses.smsReminderNumber) ?? textOf(responses.attendeePhoneNumber);
  const answers = Object.entries(responses);
  const company = companyOfAnswers(answers.map(([key, answer]) => ({ questions: [key], answer })));
  return {
    start: instantOf(booking.start).toISOString(),
    end: instantOf(booking.end).toISOString(),
    title: booking.title ?? 'Cal.com booking',
    description: textOf(responses.notes) || booking.description || null,
    timeZone: visitors[0]?.timeZone ?? null,
    host: { id: host?.id == null ? null : String(host.id), email: host?.email ?? null },
    people: [
      ...visitors.map(({ name, email, phoneNumber, timeZone }, position) => ({
        name: name || email || phoneNumber || 'Guest',
        email: email || null,
        phone: phoneNumber ?? (position === 0 ? phone : null),
        timeZone: timeZone ?? null,
        ...(position === 0 && company !== null ? { company } : {}),
      })),
      ...guests.map((email) => ({ name: email, email, phone: null, timeZone: null })),
    ],
    joinUrl: joinUrlOf(booking),
    url: null,
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A mark that was taken back shows as none: only its webhook tells. */
function marksOf({ attendees, start }: WireBooking, at: number): AttendanceReport[] {
  const mark = {
    kind: 'no_show_marked',
    at: new Date(at).toISOString(),
    occasion: instantOf(start).toISOString(),
  } as const;
  return (attendees ?? []).flatMap(({ email, absent }) => (email && absent ? [{ ...mark, attendeeEmail: email }] : []));
}
