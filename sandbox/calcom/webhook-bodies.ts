import type { Booking, EventType } from './model';
import { attendeeRows, bookers, formerBookers, organizer, responses } from './webhook-people';
import type { World } from './world';

export type BookingTrigger =
  | 'BOOKING_CREATED'
  | 'BOOKING_REQUESTED'
  | 'BOOKING_RESCHEDULED'
  | 'BOOKING_CANCELLED'
  | 'BOOKING_REJECTED'
  | 'BOOKING_REASSIGNED';

/** `…:00Z`, without milliseconds. */
const seconds = (at: Date) => at.toISOString().replace('.000Z', 'Z');

/** The body about a booking: an envelope of trigger, time and payload. */
export function bookingBody(
  world: World,
  triggerEvent: BookingTrigger,
  booking: Booking,
  more: object,
): Record<string, unknown> {
  const ended = triggerEvent === 'BOOKING_CANCELLED' || triggerEvent === 'BOOKING_REJECTED';
  const payload = ended ? endedPayload(world, triggerEvent, booking) : livePayload(world, booking);
  return { triggerEvent, createdAt: world.now().toISOString(), payload: { ...payload, ...more } };
}

function common(world: World, booking: Booking): object {
  const type = world.eventTypeOf(booking);
  return {
    bookerUrl: 'https://app.cal.com',
    title: booking.title,
    type: type.slug,
    description: '',
    additionalNotes: booking.responses.notes ?? '',
    eventTypeId: type.id,
    organizer: organizer(world.user(booking.hostId), booking.start),
    customInputs: {},
    userFieldsResponses: {},
    location: booking.location,
    uid: booking.uid,
    bookingId: booking.id,
    eventTitle: type.title,
    eventDescription: type.description,
    requiresConfirmation: type.requiresConfirmation,
    price: type.price,
    currency: 'usd',
    length: (booking.end.getTime() - booking.start.getTime()) / 60_000,
    hideOrganizerEmail: false,
    customReplyToEmail: null,
    seatsPerTimeSlot: type.seats,
    organizationId: null,
    iCalUID: `${booking.uid}@Cal.com`,
    ...teamOf(world, type, booking),
  };
}

function livePayload(world: World, booking: Booking): object {
  const type = world.eventTypeOf(booking);
  const old = booking.rescheduledFromUid ? world.bookings.get(booking.rescheduledFromUid) : undefined;
  return {
    ...common(world, booking),
    startTime: seconds(booking.start),
    endTime: seconds(booking.end),
    schedulingType: schedulingText(type),
    attendees: bookers(booking),
    responses: responses(booking, 'long'),
    destinationCalendar: null,
    iCalSequence: booking.sequence,
    metadata: { ...booking.metadata, ...(booking.status === 'accepted' ? { videoCallUrl: booking.location } : {}) },
    status: booking.status === 'pending' ? 'PENDING' : 'ACCEPTED',
    ...(old
      ? {
          rescheduleId: old.id,
          rescheduleUid: old.uid,
          rescheduleStartTime: seconds(old.start),
          rescheduleEndTime: seconds(old.end),
          ...(booking.rescheduledByEmail ? { rescheduledBy: booking.rescheduledByEmail } : {}),
        }
      : {}),
  };
}

/** Without the metadata: it is not told when a booking ends. */
function endedPayload(world: World, trigger: BookingTrigger, booking: Booking): object {
  const cancelled = trigger === 'BOOKING_CANCELLED';
  const text = (at: Date) => (cancelled ? at.toISOString().replace('.000Z', '+00:00') : at.toISOString());
  return {
    ...common(world, booking),
    startTime: text(booking.start),
    endTime: text(booking.end),
    attendees: formerBookers(booking),
    responses: responses(booking, 'short'),
    destinationCalendar: [],
    ...(cancelled
      ? {
          cancellationReason: booking.cancellationReason,
          ...(booking.cancelledByEmail ? { cancelledBy: booking.cancelledByEmail } : {}),
          iCalSequence: booking.sequence,
          status: 'CANCELLED',
          requestReschedule: false,
        }
      : { rejectionReason: booking.rejectionReason, status: 'REJECTED' }),
  };
}

function teamOf(world: World, type: EventType, booking: Booking): object {
  if (type.teamId === null) return {};
  const members = type.schedulingType === 'collective' ? type.hostIds.filter((id) => id !== booking.hostId) : [];
  return {
    team: {
      id: type.teamId,
      name: world.teams.get(type.teamId)?.name,
      members: members.map((id) => organizer(world.user(id), booking.start)),
    },
  };
}

function schedulingText({ schedulingType }: EventType): string | null {
  return schedulingType === null ? null : schedulingType.replace(/[A-Z]/, (letter) => `_${letter}`).toUpperCase();
}

export function noShowBody(world: World, booking: Booking, emails: readonly string[]): Record<string, unknown> {
  const attendees = booking.attendees
    .filter(({ email }) => emails.includes(email))
    .map(({ email, absent }) => ({ email, noShow: absent }));
  const message = attendees
    .map(({ email, noShow }) => `${email} ${noShow ? 'marked' : 'unmarked'} as no-show`)
    .join(', ');
  return {
    triggerEvent: 'BOOKING_NO_SHOW_UPDATED',
    createdAt: world.now().toISOString(),
    payload: { message, attendees, bookingUid: booking.uid, bookingId: booking.id },
  };
}

/** Flat: the booking's row at the top level, `createdAt` included. */
export function meetingBody(
  world: World,
  triggerEvent: 'MEETING_STARTED' | 'MEETING_ENDED',
  booking: Booking,
): Record<string, unknown> {
  const host = world.user(booking.hostId);
  return {
    triggerEvent,
    id: booking.id,
    uid: booking.uid,
    idempotencyKey: crypto.randomUUID(),
    userId: host.id,
    userPrimaryEmail: host.email,
    eventTypeId: booking.eventTypeId,
    title: booking.title,
    description: '',
    customInputs: {},
    responses: responses(booking, 'long'),
    startTime: booking.start.toISOString(),
    endTime: booking.end.toISOString(),
    location: booking.location,
    createdAt: booking.createdAt.toISOString(),
    updatedAt: booking.updatedAt.toISOString(),
    status: 'ACCEPTED',
    paid: false,
    cancellationReason: null,
    rejectionReason: null,
    rescheduled: null,
    fromReschedule: booking.rescheduledFromUid,
    metadata: booking.metadata,
    iCalUID: `${booking.uid}@Cal.com`,
    iCalSequence: booking.sequence,
    noShowHost: booking.absentHost,
    cancelledBy: null,
    rescheduledBy: null,
    user: { email: host.email, name: host.name, timeZone: host.timeZone, username: host.username },
    attendees: attendeeRows(booking),
    payment: [],
    references: [],
  };
}
