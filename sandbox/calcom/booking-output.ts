import type { Booking } from './model';
import type { World } from './world';

/** A booking as the API shows it. */
export function bookingOutput(world: World, booking: Booking): object {
  const type = world.eventTypes.get(booking.eventTypeId);
  const host = world.user(booking.hostId);
  const [booker] = booking.attendees;
  return {
    id: booking.id,
    uid: booking.uid,
    title: booking.title,
    description: '',
    hosts: [
      {
        id: host.id,
        name: host.name,
        email: host.email,
        displayEmail: host.email,
        username: host.username,
        timeZone: host.timeZone,
      },
    ],
    status: booking.status,
    start: booking.start.toISOString(),
    end: booking.end.toISOString(),
    duration: (booking.end.getTime() - booking.start.getTime()) / 60_000,
    eventTypeId: booking.eventTypeId,
    eventType: { id: booking.eventTypeId, slug: type?.slug ?? 'deleted' },
    meetingUrl: booking.location,
    location: booking.location,
    absentHost: booking.absentHost,
    createdAt: booking.createdAt.toISOString(),
    updatedAt: booking.updatedAt.toISOString(),
    metadata: booking.metadata,
    icsUid: `${booking.uid}@Cal.com`,
    attendees: booking.attendees.map(({ phoneNumber, ...attendee }) => ({
      ...attendee,
      displayEmail: attendee.email,
      ...(phoneNumber === null ? {} : { phoneNumber }),
    })),
    guests: booking.guests,
    bookingFieldsResponses: {
      name: booker?.name,
      email: booker?.email,
      displayEmail: booker?.email,
      guests: booking.guests,
      ...(booker?.phoneNumber ? { attendeePhoneNumber: booker.phoneNumber } : {}),
      ...booking.responses,
    },
    ...present({
      cancellationReason: booking.cancellationReason,
      cancelledByEmail: booking.cancelledByEmail,
      reschedulingReason: booking.reschedulingReason,
      rescheduledByEmail: booking.rescheduledByEmail,
      rescheduledFromUid: booking.rescheduledFromUid,
      rescheduledToUid: booking.rescheduledToUid,
    }),
  };
}

function present(members: Readonly<Record<string, string | null>>): object {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null));
}
