import { freeHosts, isBookableAt, isLive } from './availability';
import type { CreateInput } from './booking-input';
import type { Booking, EventType, Place } from './model';
import { Refusal } from './problem';
import { hostsOf, type World } from './world';

const TAKEN_INDIVIDUAL = 'User either already has booking at this time or is not available';
const TAKEN_TEAM = 'One of the hosts either already has booking at this time or is not available';

/** The sentence that says a time is taken; team types have their own. */
export function takenText(type: EventType): string {
  return type.teamId === null ? TAKEN_INDIVIDUAL : TAKEN_TEAM;
}

/** The event type a request names. @throws Refusal 404 */
export function typeOfRequest(world: World, input: CreateInput): EventType {
  const { eventTypeId, eventTypeSlug, username, teamSlug } = input;
  if (eventTypeId !== undefined) {
    const type = world.eventTypes.get(eventTypeId);
    if (!type) throw new Refusal(404, `Event type with id ${eventTypeId} not found.`);
    return type;
  }
  const owner = [...world.users.values()].find((user) => user.username === username);
  const team = [...world.teams.values()].find((one) => one.slug === teamSlug);
  const type = [...world.eventTypes.values()].find(
    (one) => one.slug === eventTypeSlug && (owner ? one.ownerId === owner.id : one.teamId === team?.id),
  );
  if (!type) throw new Refusal(404, `Event type with slug ${eventTypeSlug} not found.`);
  return type;
}

/** A new booking, or the one that the same booker already has where Cal.com answers with that. @throws Refusal */
export function createBooking(
  world: World,
  type: EventType,
  input: CreateInput,
  caller: number | null,
): { booking: Booking; isNew: boolean } {
  const start = input.start.getTime();
  const minutes = minutesOf(type, input.lengthInMinutes);
  if (type.schedulingType === 'managed') throw new Refusal(400, `Event type with id ${type.id} is a managed parent.`);
  if (hostsOf(type).length === 0) throw new Refusal(422, `Event type with id ${type.id} has no hosts.`);
  if (start < world.now().getTime()) throw new Refusal(400, 'Attempting to book a meeting in the past.');
  requireAnswers(type, input.bookingFieldsResponses ?? {});
  const isHost = caller !== null && hostsOf(type).includes(caller);
  if (!isBookableAt(world, type, start) && !(isHost && input.allowBookingOutOfBounds)) throw outOfBounds(type, start);

  const same = repeated(world, type, input.attendee.email, start);
  if (same) return { booking: same, isNew: false };
  const [hostId] =
    isHost && input.allowConflicts
      ? hostsOf(type)
      : freeHosts(world, type, start, minutes, { ignoreReservations: true });
  if (hostId === undefined) throw new Refusal(400, takenText(type));

  const uid = world.newUid();
  const { attendee } = input;
  const booking = put(world, {
    uid,
    type,
    hostId,
    start: input.start,
    minutes,
    attendees: [
      {
        name: attendee.name,
        email: attendee.email,
        timeZone: attendee.timeZone,
        phoneNumber: attendee.phoneNumber ?? null,
        language: attendee.language ?? 'en',
        absent: false,
      },
    ],
    guests: input.guests ?? [],
    responses: input.bookingFieldsResponses ?? {},
    metadata: input.metadata ?? {},
    location: locationOf(type, input.location, uid),
    status: type.requiresConfirmation ? 'pending' : 'accepted',
  });
  return { booking, isNew: true };
}

export function outOfBounds(type: EventType, start: number): Refusal {
  const at = new Date(start).toISOString();
  return new Refusal(
    400,
    `The event type can't be booked at the "start" time provided (${at}). This could be because it's too soon (violating the minimum booking notice) or too far in the future (outside the event's scheduling window). Try fetching available slots first using the GET /v2/slots endpoint. Event type ${type.id}.`,
  );
}

/** Puts a booking into the calendar as it is given. */
export function put(
  world: World,
  given: Pick<Booking, 'uid' | 'hostId' | 'start' | 'attendees' | 'guests' | 'responses' | 'metadata' | 'location'> & {
    type: EventType;
    minutes: number;
    status: Booking['status'];
    rescheduledFromUid?: string;
  },
): Booking {
  const { type, minutes, ...rest } = given;
  const now = world.now();
  const booking: Booking = {
    ...rest,
    id: world.nextId(),
    eventTypeId: type.id,
    title: `${type.title} between ${world.user(given.hostId).name} and ${given.attendees[0]?.name}`,
    end: new Date(given.start.getTime() + minutes * 60_000),
    createdAt: now,
    updatedAt: now,
    absentHost: false,
    cancellationReason: null,
    cancelledByEmail: null,
    rejectionReason: null,
    reschedulingReason: null,
    rescheduledByEmail: null,
    rescheduledFromUid: given.rescheduledFromUid ?? null,
    rescheduledToUid: null,
    sequence: 0,
    told: new Set(),
    before: null,
  };
  world.bookings.set(booking.uid, booking);
  return booking;
}

/** Round-robin and confirmation types answer a repeat with the booking that is there. */
function repeated(world: World, type: EventType, email: string, start: number): Booking | null {
  if (type.schedulingType !== 'roundRobin' && !type.requiresConfirmation) return null;
  const same = [...world.bookings.values()].find(
    (booking) =>
      booking.eventTypeId === type.id &&
      isLive(booking) &&
      booking.start.getTime() === start &&
      booking.attendees.some((attendee) => attendee.email === email),
  );
  return same ?? null;
}

function minutesOf(type: EventType, asked: number | undefined): number {
  if (asked === undefined) return type.lengthInMinutes;
  if (!type.lengthOptions.includes(asked))
    throw new Refusal(400, `Can't specify 'lengthInMinutes' because event type ${type.id} has one length only.`);
  return asked;
}

function requireAnswers(type: EventType, responses: Readonly<Record<string, unknown>>): void {
  const missing = type.questions.find(({ slug, required }) => required && responses[slug] === undefined);
  if (missing) throw new Refusal(400, `Missing required booking field response: ${missing.slug}`);
}

function locationOf(type: EventType, asked: Place | undefined, uid: string): string {
  const place = asked ?? type.locations[0];
  if (!place) return '';
  if (asked && !type.locations.some(({ type: offered }) => offered === asked.type))
    throw new Refusal(400, `Booking location with type ${asked.type} is not offered by event type ${type.id}.`);
  if (place.type === 'integration') return `https://app.cal.com/video/${uid}`;
  const text = place.phone ?? place.address ?? place.link ?? place.location;
  return typeof text === 'string' ? text : '';
}
