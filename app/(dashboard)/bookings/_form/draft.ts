import { Temporal } from 'temporal-polyfill';
import type { Booking, CreateBookingBody } from '@/lib/contracts/bookings';
import { MINUTE_MS } from '@/lib/time/units';
import { resolveInstant, wallTimeIn } from '@/lib/time/wall-time';

/** What a person has typed and chosen so far. */
export interface Draft {
  title: string;
  attendeeName: string;
  attendeePhone: string;
  attendeeEmail: string;
  /** Null: from the number. */
  attendeeZone: string | null;
  /** `YYYY-MM-DD` and `HH:mm` on the wall clock of `timeZone`. */
  date: string | null;
  time: string | null;
  timeZone: string;
  /** Which of the two instants of a wall time that the clocks repeat. */
  occurrence: 'first' | 'second';
  minutes: number;
  /** Null: unassigned. */
  staffId: string | null;
  serviceId: string | null;
  description: string;
  notes: string;
  modulations: Booking['modulations'];
}

/** Day and time on the wall clock of a zone, as the fields take them. */
export function wallOf(instant: number, timeZone: string): Pick<Draft, 'date' | 'time' | 'occurrence'> {
  const wall = wallTimeIn(timeZone, new Date(instant));
  const [date = '', time = ''] = wall.slice(0, 16).split('T');
  const second = resolveInstant(`${date}T${time}`, timeZone)?.resolution?.alternative;
  return { date, time, occurrence: second && second.getTime() <= instant ? 'second' : 'first' };
}

const QUARTER_MS = 15 * MINUTE_MS;
const HEAD_START_MS = 10 * MINUTE_MS;

/** The next quarter hour that leaves some time to prepare. */
export function firstOffer(now: number): number {
  return nextQuarter(now + HEAD_START_MS);
}

/** The quarter hour at an instant, or the next one after it. */
export function nextQuarter(instant: number): number {
  return Math.ceil(instant / QUARTER_MS) * QUARTER_MS;
}

/** An empty form. @param start epoch milliseconds */
export function blankDraft(
  start: number,
  defaults: { timeZone: string; minutes: number; staffId: string | null },
): Draft {
  return {
    title: '',
    attendeeName: '',
    attendeePhone: '',
    attendeeEmail: '',
    attendeeZone: null,
    ...wallOf(start, defaults.timeZone),
    ...defaults,
    serviceId: null,
    description: '',
    notes: '',
    modulations: {},
  };
}

/** The form of an existing booking. */
export function draftOf(booking: Booking): Draft {
  return {
    title: booking.title,
    attendeeName: booking.attendee_name,
    attendeePhone: booking.attendee_phone ?? '',
    attendeeEmail: booking.attendee_email ?? '',
    attendeeZone: booking.attendee_timezone_origin === 'stated' ? booking.attendee_timezone : null,
    ...wallOf(Date.parse(booking.start_time), booking.timezone),
    timeZone: booking.timezone,
    minutes: booking.duration_minutes,
    staffId: booking.staff_id,
    serviceId: booking.service_id,
    description: booking.description ?? '',
    notes: booking.notes ?? '',
    modulations: booking.modulations,
  };
}

/** The start as the API takes it: wall time, or the instant when the clocks show it twice and the second is meant. Null while incomplete. */
export function startOf(draft: Draft): string | null {
  const read = readStart(draft);
  if (!read) return null;
  const { alternative } = read.resolution ?? {};
  return alternative && draft.occurrence === 'second' ? alternative.toISOString() : `${draft.date}T${draft.time}`;
}

/** The instant that a draft means, epoch milliseconds; null while incomplete. */
export function instantOf(draft: Draft): number | null {
  const read = readStart(draft);
  if (!read) return null;
  const { alternative } = read.resolution ?? {};
  return (alternative && draft.occurrence === 'second' ? alternative : read.instant).getTime();
}

function readStart({ date, time, timeZone }: Draft) {
  return date && time ? resolveInstant(`${date}T${time}`, timeZone) : null;
}

/** The default title of a booking. */
export function titleFor(attendeeName: string): string {
  return attendeeName.trim() ? `Call with ${attendeeName.trim()}` : 'Call';
}

/** Body of `POST /api/bookings`, and of `PATCH`, since it has every field. */
export function bodyOf(draft: Draft): CreateBookingBody {
  return {
    title: draft.title.trim() || titleFor(draft.attendeeName),
    description: draft.description,
    start_time: startOf(draft) ?? '',
    timezone: draft.timeZone,
    duration_minutes: draft.minutes,
    attendee_name: draft.attendeeName,
    attendee_phone: draft.attendeePhone,
    attendee_email: draft.attendeeEmail,
    attendee_timezone: draft.attendeeZone,
    staff_id: draft.staffId,
    service_id: draft.serviceId,
    notes: draft.notes,
    modulations: draft.modulations,
  };
}

/** Quick choices: an instant to start at, with the label of its button. */
export function quickStarts(now: number, timeZone: string): { label: string; at: number }[] {
  const tomorrow = Temporal.Instant.fromEpochMilliseconds(now)
    .toZonedDateTimeISO(timeZone)
    .add({ days: 1 })
    .withPlainTime('10:00');
  return [
    { label: 'In 1 minute', at: toMinute(now + 60_000) },
    { label: 'In 15 minutes', at: toMinute(now + QUARTER_MS) },
    { label: 'Tomorrow 10:00', at: tomorrow.epochMilliseconds },
  ];
}

/** Fields have no seconds: the next full minute, so that nobody gets less time than the button says. */
function toMinute(instant: number): number {
  return Math.ceil(instant / MINUTE_MS) * MINUTE_MS;
}
