import { Temporal } from 'temporal-polyfill';
import type { Attendee, Booking, User } from './model';

/** Minutes ahead of UTC that a zone is at an instant. */
function utcOffset(timeZone: string, at: Date): number {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).offsetNanoseconds / 6e10;
}

export function organizer(user: User, at: Date): object {
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    username: user.username,
    usernameInOrg: user.username,
    timeZone: user.timeZone,
    language: { locale: 'en' },
    timeFormat: 'h:mma',
    utcOffset: utcOffset(user.timeZone, at),
  };
}

/** As CREATED, REQUESTED and RESCHEDULED tell it. */
export function bookers({ attendees, start }: Booking): object[] {
  return attendees.map((attendee) => {
    const [firstName = '', ...rest] = attendee.name.split(' ');
    return {
      email: attendee.email,
      name: attendee.name,
      firstName,
      lastName: rest.join(' '),
      timeZone: attendee.timeZone,
      language: { locale: attendee.language },
      utcOffset: utcOffset(attendee.timeZone, start),
      ...(attendee.phoneNumber === null ? {} : { phoneNumber: attendee.phoneNumber }),
    };
  });
}

/** As CANCELLED and REJECTED tell it. */
export function formerBookers({ attendees, start }: Booking): object[] {
  return attendees.map(({ name, email, timeZone, phoneNumber, language }) => ({
    name,
    email,
    timeZone,
    phoneNumber,
    language: { locale: language },
    utcOffset: utcOffset(timeZone, start),
  }));
}

/** Answers of the form by field. */
export function responses(booking: Booking, labels: 'long' | 'short'): object {
  const [booker] = booking.attendees;
  const label = (slug: string, long: string) =>
    labels === 'long' ? { label: long, isHidden: false } : { label: slug };
  return {
    name: { ...label('name', 'your_name'), value: booker?.name },
    email: { ...label('email', 'email_address'), value: booker?.email },
    ...(booker?.phoneNumber
      ? { attendeePhoneNumber: { ...label('attendeePhoneNumber', 'phone_number'), value: booker.phoneNumber } }
      : {}),
    notes: {
      ...label('notes', 'additional_notes'),
      ...(booking.responses.notes ? { value: booking.responses.notes } : {}),
    },
    guests: { ...label('guests', 'additional_guests'), value: booking.guests },
  };
}

/** As the flat MEETING_* bodies tell it. */
export function attendeeRows({ id, attendees }: Booking): object[] {
  return attendees.map((attendee: Attendee, index) => ({
    id: id * 10 + index,
    email: attendee.email,
    name: attendee.name,
    timeZone: attendee.timeZone,
    phoneNumber: attendee.phoneNumber,
    locale: attendee.language,
    bookingId: id,
    noShow: attendee.absent,
  }));
}
