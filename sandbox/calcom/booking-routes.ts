import type { Answer } from '@/sandbox/provider-kit/answer';
import type { Call, Router } from '@/sandbox/provider-kit/router';
import { callerOf, requireCaller } from './admission';
import { pageOfBookings, visibleTo } from './booking-filters';
import { createInput } from './booking-input';
import { bookingOutput } from './booking-output';
import { createBooking, takenText, typeOfRequest } from './create-booking';
import type { Booking } from './model';
import type { Notifier } from './notifier';
import { Refusal, success } from './problem';
import { validated } from './validation';
import type { World } from './world';

/**
 * Making and reading bookings. Faults: `slot-taken` (`status: 409` for the bare one), `event-type-deleted`,
 * `stale-read` (each booking as it was before its last change).
 */
export function bookingRoutes(world: World, notifier: Notifier, router: Router): void {
  router
    .on('POST', '/v2/bookings', 'bookings.create', (call) => create(world, notifier, call))
    .on('GET', '/v2/bookings', 'bookings.list', (call) => {
      const caller = requireCaller(world, call.request);
      return list(world, call, visibleTo(world, caller));
    })
    .on('GET', '/v2/bookings/:uid', 'bookings.read', (call) => {
      const booking = asSeen(call, findBooking(world, call));
      if (!booking) throw new Refusal(404, `Booking with uid=${call.params.uid} was not found in the database`);
      return success(200, bookingOutput(world, booking));
    })
    .on('GET', '/v2/teams/:teamId/bookings', 'teams.bookings', (call) => {
      const teamId = Number(call.params.teamId);
      if (!world.isTeamAdmin(requireCaller(world, call.request), teamId))
        throw new Refusal(403, 'RolesGuard - User is not an admin of the team.');
      const ofTeam = [...world.bookings.values()].filter(
        (booking) => world.eventTypes.get(booking.eventTypeId)?.teamId === teamId,
      );
      return list(world, call, ofTeam);
    });
}

/** The booking an address names. @throws Refusal 404 */
export function findBooking(world: World, { params }: Call): Booking {
  const booking = world.bookings.get(params.uid ?? '');
  if (!booking) throw new Refusal(404, `Booking with uid=${params.uid} was not found in the database`);
  return booking;
}

function create(world: World, notifier: Notifier, call: Call): Answer {
  const input = validated(createInput, call.request.json);
  const type = typeOfRequest(world, input);
  if (call.fault('event-type-deleted')) throw new Refusal(404, `Event type with id ${type.id} not found.`);
  const taken = call.fault('slot-taken');
  if (taken?.status === 409) throw new Refusal(409, 'booking_conflict_error', true);
  if (taken) throw new Refusal(400, takenText(type));
  const { booking, isNew } = createBooking(world, type, input, callerOf(world, call.request));
  if (isNew) notifier.tell(booking.status === 'pending' ? 'BOOKING_REQUESTED' : 'BOOKING_CREATED', booking);
  return success(201, bookingOutput(world, booking));
}

function list(world: World, call: Call, visible: readonly Booking[]): Answer {
  const stale = call.fault('stale-read') !== null;
  const seen = stale ? visible.flatMap((booking) => (booking.before ? [booking.before] : [])) : visible;
  const { page, pagination } = pageOfBookings(world, seen, call.request.query);
  return success(
    200,
    page.map((booking) => bookingOutput(world, booking)),
    { pagination },
  );
}

function asSeen(call: Call, booking: Booking): Booking | null {
  return call.fault('stale-read') ? booking.before : booking;
}
